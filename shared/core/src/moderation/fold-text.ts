/**
 * Letters of other scripts that look like Latin ones, as far as insults are written with them. A subset of
 * the Unicode confusables (UTS #39).
 */
// biome-ignore format: a table reads better in rows
const LOOKALIKES: Record<string, string> = {
  а: 'a', в: 'b', с: 'c', е: 'e', н: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', о: 'o', р: 'p', ѕ: 's', т: 't', у: 'y', х: 'x',
  α: 'a', β: 'b', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ı: 'i', ł: 'l', ø: 'o', ß: 'ss',
};

/**
 * The form in which words and duplicates are compared: compatibility forms, accents, invisible characters,
 * case, look-alike letters and repeated letters are all undone. Never shown, never stored as the text.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^ -~]/gu, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(/(\p{L})\1+/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
