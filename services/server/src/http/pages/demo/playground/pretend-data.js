/** Made-up comments for every state that the playground shows. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const THREAD = {
  id: 'playgroundplayground',
  site: 'demo',
  key: 'playground',
  url: location.href,
  title: 'Playground',
  state: 'open',
  head: 0,
  counts: { comments: 0 },
  settings: {
    maxLength: 5000,
    maxDepth: 50,
    editWindowSeconds: 900,
    guests: true,
    premoderation: 'off',
    votes: 'up-down',
  },
};

const PEOPLE = {
  ines: { id: 'reader-ines', name: 'Ines Corvo', avatar: null, badge: 'staff' },
  mod: { id: 'moderator-lea', name: 'Lea Marsh', avatar: null, badge: 'moderator' },
  maria: { id: 'reader-maria', name: 'Maria Lindqvist', avatar: null, badge: 'member' },
  deckhand: { id: 'reader-deckhand', name: 'deckhand_89', avatar: null, badge: 'guest' },
  priya: { id: 'reader-priya', name: 'Priya', avatar: null, badge: 'guest' },
  karim: { id: 'reader-karim', name: 'كريم', avatar: null, badge: 'guest' },
  long: {
    id: 'reader-long',
    name: 'Wolfeschlegelsteinhausenbergerdorff',
    avatar: null,
    badge: 'guest',
  },
};

/** All comments of a state, replies after what they answer, newest roots first. */
export function commentsFor(name, you) {
  switch (name) {
    case 'empty':
      return [];
    case 'deep':
      return chain(14);
    case 'many':
      return many(2_000);
    case 'held':
      return [...few(), ...own(you)];
    default:
      return few();
  }
}

function few() {
  const pinned = comment(
    90,
    PEOPLE.ines,
    '<p>A correction from me: the hull survey was in <em>2019</em>, not 2021. The text above is fixed; thanks to those who wrote.</p>',
    { ago: 2 * HOUR, up: 41, pinned: true, edited: true },
  );
  const survey = comment(
    91,
    PEOPLE.deckhand,
    '<blockquote><p>the hull survey was in 2019</p></blockquote><p>And the one before in 2011. Eight years on a wooden keel, with the engine room flooding twice. See <a href="https://example.org/report" rel="nofollow">the county’s own report</a>, page <code>14</code>.</p>',
    { ago: 4 * MINUTE, up: 7, parent: pinned },
  );
  const gone = comment(92, null, null, { ago: 90 * MINUTE, parent: survey, status: 'rejected' });
  const answer = comment(
    93,
    PEOPLE.priya,
    '<p>That is not what the report says, though. It says the keel was sistered in 2013.</p>',
    { ago: HOUR, up: 3, parent: gone },
  );
  const rules = comment(
    80,
    PEOPLE.mod,
    '<p>Please keep to the ferry. There is a thread of its own for the bridge.</p>',
    { ago: 5 * HOUR, up: 12 },
  );
  const list = comment(
    70,
    PEOPLE.maria,
    '<p>What I took from the meeting:</p><ul><li>nobody has a date,</li><li>the pier <strong>must</strong> be rebuilt either way,</li><li>the old timetable stays until spring.</li></ul><pre><code>07:10  08:40  10:10  11:40\n13:10  14:40  16:10  17:40</code></pre>',
    { ago: DAY, up: 19, down: 2 },
  );
  const arabic = comment(
    60,
    PEOPLE.karim,
    '<p>ركبت هذه العبّارة كل يوم وأنا طالب. سأشتاق إلى رائحة المطبخ أكثر من أي شيء آخر.</p>',
    { ago: 3 * DAY, up: 5 },
  );
  const long = comment(
    50,
    PEOPLE.long,
    '<p>https://example.org/a-very-long-address-that-does-not-want-to-break/anywhere/at/all/because-it-has-no-spaces-in-it</p>',
    { ago: 400 * DAY, up: 0 },
  );
  return [pinned, survey, gone, answer, rules, list, arabic, long];
}

/** Every third root has been answered, and most answers too. */
function many(roots) {
  const people = Object.values(PEOPLE);
  const made = [];
  for (let index = 0; index < roots; index += 1) {
    const number = (roots - index) * 10;
    const say = (offset, ago, parent) =>
      comment(number + offset, people[(index + offset) % 5], LINES[(index + offset) % LINES.length], {
        ago: ago * MINUTE,
        up: ((index + offset) * 7) % 41,
        parent,
      });
    const root = say(0, (index + 1) * 7, null);
    made.push(root);
    if (index % 3 > 0) continue;
    const first = say(1, index * 7 + 4, root);
    const second = say(2, index * 7 + 3, first);
    made.push(
      first,
      second,
      say(3, index * 7 + 2, second),
      say(4, index * 7 + 2, root),
      say(5, index * 7 + 1, root),
    );
  }
  return made;
}

function own(you) {
  const held = comment(
    99,
    you,
    '<p>The timetable archive is at <a href="https://example.org/timetables">example.org/timetables</a> for anyone who wants it.</p>',
    { ago: MINUTE, status: 'held' },
  );
  const refused = comment(98, you, '<p>You are all fools.</p>', { ago: 20 * MINUTE, status: 'rejected' });
  return [
    { ...held, mine: true, source: 'The timetable archive is at example.org/timetables.' },
    {
      ...refused,
      mine: true,
      source: 'You are all fools.',
      reason: 'It attacks people.',
      appeal: 'possible',
    },
  ];
}

function chain(length) {
  const made = [];
  for (let depth = 0; depth < length; depth += 1) {
    const who = depth % 2 ? PEOPLE.priya : PEOPLE.deckhand;
    made.push(
      comment(10 + depth, who, LINES[depth % LINES.length], {
        ago: (length - depth) * HOUR,
        parent: made.at(-1),
      }),
    );
  }
  return made;
}

const LINES = [
  '<p>She has never been late, not once in fifty-one years.</p>',
  '<p>Twice, in 1987. It was the fog, and everybody was given soup.</p>',
  '<p>The new ones have no galley. I cannot explain to my children what that means.</p>',
  '<p>My grandmother kept the log until 1974. It is in the museum now, and mostly about birds.</p>',
  '<p>A bridge would take two minutes. I would miss the other eighteen.</p>',
];

function comment(
  number,
  author,
  html,
  { ago, parent = null, status = 'published', up = 1, down = 0, pinned = false, edited = false },
) {
  if (parent) parent.replyCount += 1;
  const at = new Date(Date.now() - ago).toISOString();
  return {
    id: `${THREAD.id}${String(number).padStart(26, '0')}`,
    thread: THREAD.id,
    parent: parent?.id ?? null,
    depth: parent ? parent.depth + 1 : 0,
    rev: 1,
    status,
    author,
    html,
    createdAt: at,
    editedAt: edited ? at : null,
    pinned,
    votes: { up, down },
    replyCount: 0,
  };
}
