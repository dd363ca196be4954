import type { Act, ActKind } from '@parley/contracts/act-objects';
import { expect } from 'chai';
import { actChanges, actWords } from '../../../services/console/src/log/act-words.ts';

describe('acts in the words of the console’s log', () => {
  it('say what was done to whom, and until when', () => {
    const until = Date.UTC(2026, 5, 3, 12);
    const sanctioned = act('author-sanctioned', 'alice', { after: { kind: 'ban', until, removeDays: 7 } });
    expect(actWords(sanctioned)).to.equal('banned alice until 3 Jun 2026, with what they wrote in 7 days');
    const lifted = act('sanction-lifted', 'alice', { before: { kind: 'mute' } });
    expect(actWords(lifted)).to.equal('lifted the mute of alice');
  });

  it('say about whom something was noted, and whose note is gone', () => {
    expect(actWords(act('note-added', 'alice', { after: { note: 'n1' } }))).to.equal(
      'noted something about alice',
    );
    expect(actWords(act('note-removed', 'alice', { before: { note: 'n1', by: 'Ben' } }))).to.equal(
      'removed Ben’s note about alice',
    );
  });

  it('say what was changed of a thread, and no more', () => {
    const closed = act('thread-updated', 'Ferry', { after: { state: 'closed' } });
    expect(actWords(closed)).to.equal('set “Ferry”: closed');
    const after = { premoderation: null, slowModeSeconds: 0 };
    expect(actWords(act('thread-updated', 'Ferry', { after }))).to.equal(
      'set “Ferry”: looked at first as the site says, no slow mode',
    );
  });

  it('say of settings what was before, with lists as their length', () => {
    const changed = act('settings-changed', 'The Gazette', {
      before: { maxLength: 500, bannedWords: ['a'] },
      after: { maxLength: 900, bannedWords: ['a', 'b'] },
    });
    expect(actWords(changed)).to.equal('changed the settings of The Gazette: max length, banned words');
    expect(actChanges(changed)).to.deep.equal(['Max length: 500 → 900', 'Banned words: 1 entry → 2 entries']);
  });
});

function act(kind: ActKind, name: string, facts: Partial<Pick<Act, 'before' | 'after'>>): Act {
  return {
    id: 'a1',
    site: 'gazette',
    kind,
    at: '2026-06-01T12:00:00.000Z',
    actor: { id: 'm1', name: 'Ana', kind: 'moderator' },
    subject: { kind: 'thread', id: 'x', name },
    reason: null,
    before: {},
    after: {},
    ...facts,
  };
}
