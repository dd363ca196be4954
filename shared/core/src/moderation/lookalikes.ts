/**
 * Letters by what they are read as: of the Unicode confusables (UTS #39) those with which Latin words are disguised,
 * and the small capitals that text generators make. Full-width, mathematical and accented letters are not among them:
 * NFKD undoes these.
 */
const READ_AS: Record<string, string> = {
  a: 'аαɑ⍺ᴀ',
  b: 'вβьƅʙƀ',
  c: 'сϲᴄↄ',
  d: 'ԁꓒᏧđᴅ',
  e: 'еεҽ℮ꬲᴇ',
  f: 'ꬵꞙẝғ',
  g: 'ɡցƍᶃɢ',
  h: 'нһհᏂħʜ',
  i: 'іιıɩɪӏꙇᎥ',
  j: 'јϳᴊ',
  k: 'кκᴋ',
  l: 'łʟǀꓡ',
  m: 'мᴍ',
  n: 'ոռɴ',
  o: 'оοσօøᴏ০੦૦୦௦౦೦൦๐໐၀',
  p: 'рρϱ⍴ᴘ',
  q: 'ԛգզ',
  r: 'гᴦꭇꭈʀ',
  s: 'ѕƽꜱᏚ',
  t: 'тτŧᴛ',
  u: 'υսʋᴜꭎꭒ',
  v: 'νѵᴠᏙ',
  w: 'ѡԝաɯᴡᏔ',
  x: 'хχ×ᕁᕽ',
  y: 'уүγɣʏყꭚỿ',
  z: 'ᴢᏃ',
  ss: 'ß',
  ae: 'æ',
  oe: 'œ',
};

const LOOKALIKES = new Map(
  Object.entries(READ_AS).flatMap(([latin, others]) =>
    [...others].map((letter) => [letter.toLowerCase(), latin] as const),
  ),
);

/** What a lower-case letter is read as; itself where it looks like no other. */
export function readAs(letter: string): string {
  return LOOKALIKES.get(letter) ?? letter;
}
