import { expect } from 'chai';
import { diagnosticShape } from '../../../services/console/src/issues/diagnostic-shape.ts';
import { changeSince } from '../../../services/console/src/item/item-change.ts';
import { nameOfPart, scoreSum } from '../../../services/console/src/item/score-sum.ts';
import { sortFlags } from '../../../services/console/src/item/sort-flags.ts';
import { readConflict } from '../../../services/console/src/queue/read-conflict.ts';
import { tagsOf } from '../../../services/console/src/queue/tags.ts';
import {
  ageWords,
  durationWords,
  shortAge,
  spanWords,
} from '../../../services/console/src/time/time-words.ts';
import { decided, detailOf, minutesAgo, NOW, reviewEvent, reviewItem } from './review-items.ts';

describe('the words of the console', () => {
  it('tell times as people do', () => {
    const ages = [0, 0.9, 6, 125, 3 * 1440].map((minutes) => shortAge(minutesAgo(minutes), NOW));
    expect(ages).to.deep.equal(['now', 'now', '6 min', '2 h', '3 d']);
    expect(ageWords(minutesAgo(6), NOW)).to.equal('6 min ago');
    expect(ageWords(minutesAgo(0), NOW)).to.equal('just now');
    expect(ageWords(minutesAgo(60 * 24 * 30), NOW)).to.equal('on 23 Oct');
    expect(shortAge(minutesAgo(60 * 24 * 400), NOW)).to.equal('18 Oct 2025');
    expect(spanWords(-3 * 60_000)).to.equal('3 min');
    const durations = [0.5, 6, 130, 120, 76 * 60].map((minutes) => durationWords(minutes * 60_000));
    expect(durations).to.deep.equal(['< 1 min', '6 min', '2 h 10 min', '2 h', '3 d 4 h']);
  });

  it('take a clock that is a little behind for now', () => {
    expect(shortAge(minutesAgo(-2), NOW)).to.equal('now');
  });

  it('name flags with their number first, then what screening found', () => {
    const item = reviewItem('x', {
      flags: { spam: 1, abuse: 4, other: 0 },
      reasons: [
        { reason: 'flag:abuse', source: 'flag', detail: 'reported by Cleo', weight: 40 },
        { reason: 'suspect-word', source: 'screening', detail: '“casino”', weight: 40 },
        { reason: 'brand-new-rule', source: 'screening', detail: '', weight: 1 },
      ],
    });
    const tags = tagsOf(item).map((tag) => tag.text);
    expect(tags).to.deep.equal(['4 flags: abuse', '1 flag: spam', 'suspect word', 'brand new rule']);
  });

  it('explain a score as a sum that adds up, and say what does not', () => {
    const item = reviewItem('x', {
      score: 90,
      flags: { abuse: 3 },
      reasons: [
        { reason: 'suspect-word', source: 'screening', detail: '“casino”', weight: 40 },
        { reason: 'flag:abuse', source: 'flag', detail: 'reported by Cleo', weight: 44 },
      ],
    });
    const score = [
      { what: 'suspect-word: “casino”', points: 40 },
      { what: 'flag:abuse: reported by Cleo', points: 44 },
    ];
    const { lines, total } = scoreSum(detailOf(item, { score }));
    expect(lines.reduce((sum, line) => sum + line.points, 0)).to.equal(total);
    expect(lines.map((line) => line.name)).to.deep.equal([
      'Suspect word',
      '3 flags: abuse',
      'Not broken down by the service',
    ]);
    expect(lines[0]?.evidence).to.equal('“casino”');
  });

  it('say of what the weight of flags is the sum, together and one by one', () => {
    const parts = [
      { part: 'reason' as const, points: 20, detail: 'abuse' },
      { part: 'accuracy' as const, points: -11, detail: '0 of their last 1 decided reports were right' },
    ];
    const item = reviewItem('x', {
      score: 29,
      flags: { abuse: 2 },
      reasons: [{ reason: 'flag:abuse', source: 'flag', detail: 'reported by Cleo', weight: 29 }],
    });
    const flag = { reason: 'abuse' as const, note: null, snapshot: 'now', revision: 1, at: item.openedAt };
    const flags = [
      { ...flag, reader: { id: 'bob', name: 'Bob' }, weight: 20, parts: parts.slice(0, 1) },
      { ...flag, reader: { id: 'cleo', name: 'Cleo' }, weight: 9, parts },
      { ...flag, reason: 'spam' as const, reader: { id: 'dora', name: 'Dora' } },
    ];
    const sums = [
      { part: 'reason' as const, points: 40 },
      { part: 'accuracy' as const, points: -11 },
    ];
    const score = [{ what: 'flag:abuse: reported by Cleo', points: 29, parts: sums }];
    const [line] = scoreSum(detailOf(item, { score, flags })).lines;
    expect(line?.parts).to.deep.equal([
      { name: 'Reason', points: 40, detail: null },
      { name: 'How often they were right', points: -11, detail: null },
    ]);
    expect(line?.flags.map(({ reader }) => reader.name)).to.deep.equal(['Bob', 'Cleo']);
    expect(parts.map(nameOfPart)).to.deep.equal([
      { name: 'Reason', points: 20, detail: 'abuse' },
      {
        name: 'How often they were right',
        points: -11,
        detail: '0 of their last 1 decided reports were right',
      },
    ]);
  });

  it('put flags first that tell something, and name each text once that reads differently now', () => {
    const flag = (name: string, note: string | null, snapshot = 'now') => ({
      reader: { id: name, name },
      reason: 'abuse' as const,
      note,
      snapshot,
      revision: 1,
      at: minutesAgo(1),
    });
    const sorted = sortFlags(
      [flag('a', null), flag('b', 'a threat', 'then'), flag('c', null, 'then'), flag('d', null)],
      'now',
    );
    expect(sorted.telling.map((one) => one.reader.name)).to.deep.equal(['b']);
    expect(sorted.silent).to.deep.equal([{ reason: 'abuse', names: ['a', 'c', 'd'] }]);
    expect(sorted.texts).to.deep.equal([{ text: 'then', count: 2 }]);
  });

  it('say what changed while a moderator was looking, the weightiest first', () => {
    const item = reviewItem('x');
    const before = detailOf(item);
    const edited = { ...item, version: 3 };
    const events = [
      reviewEvent({ ...item, version: 2 }, { kind: 'edited' }),
      reviewEvent(edited, { kind: 'flagged' }),
    ];
    expect(changeSince(before, detailOf(edited, { events }))).to.equal('edited');
    expect(changeSince(before, detailOf(decided(item, 'reject', 'Ben'), { events }))).to.equal('decided');
    expect(changeSince(before, detailOf({ ...item, claim: null }))).to.equal(null);
  });

  it('read the winner of a conflict from what the service says', () => {
    const item = decided(reviewItem('x'), 'approve', 'Ben');
    const event = reviewEvent(item, { kind: 'approve' });
    expect(readConflict({ outcome: 'conflict', id: 'x', item, event })).to.deep.equal({ item, event });
    expect(readConflict(item)).to.deep.equal({ item, event: null });
    for (const nothing of [undefined, null, 'x', {}, { item: null, event: 3 }]) {
      expect(readConflict(nothing)).to.deep.equal({ item: null, event: null });
    }
  });

  it('show diagnostics of any shape', () => {
    expect(diagnosticShape('polling')).to.deep.equal({ kind: 'plain', text: 'polling' });
    expect(diagnosticShape(null)).to.deep.equal({ kind: 'plain', text: '–' });
    expect(diagnosticShape(['a', 1])).to.deep.equal({ kind: 'plain', text: 'a, 1' });
    expect(diagnosticShape({ reconnects: 4 })).to.deep.equal({ kind: 'pairs', pairs: [['reconnects', '4']] });
    expect(diagnosticShape([{ status: 200 }, { status: 401, ms: 3 }])).to.deep.equal({
      kind: 'table',
      columns: ['status', 'ms'],
      rows: [
        ['200', '–'],
        ['401', '3'],
      ],
    });
    expect(diagnosticShape([{ deep: { er: 1 } }]).kind).to.equal('other');
  });
});
