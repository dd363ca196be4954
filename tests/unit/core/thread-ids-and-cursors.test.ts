import { createIds } from '@parley/adapters/host/ids';
import { commentId, threadId } from '@parley/contracts/objects';
import { CoreError } from '@parley/core/core-error';
import { decodeCommentCursor, decodeReviewCursor, encodeCommentCursor } from '@parley/core/threads/cursor';
import { threadIdFor, threadOfComment } from '@parley/core/threads/thread-id';
import { expect } from 'chai';

describe('Ids of threads and comments', () => {
  it('a thread id depends on site and key alone', () => {
    expect(threadIdFor('a', 'b')).to.equal(threadIdFor('a', 'b'));
    expect(threadIdFor('a', 'bc')).not.to.equal(threadIdFor('ab', 'c'));
    for (let index = 0; index < 100; index += 1) threadId.parse(threadIdFor('site', `key ${index}`));
  });

  it('comment ids name their thread and sort by time, even when the clock steps back', () => {
    let now = 1_700_000_000_000;
    const ids = createIds({ now: () => now });
    const thread = threadIdFor('a', 'b');
    const made = Array.from({ length: 100 }, (_, index) => {
      now += index % 3 === 0 ? -5 : 1;
      return commentId.parse(`${thread}${ids.sortable()}`);
    });
    expect(made).to.deep.equal([...made].sort());
    expect(threadOfComment(made[0]!)).to.equal(thread);
  });
});

describe('Cursors', () => {
  const thread = threadIdFor('a', 'b');
  const id = `${thread}${'0'.repeat(26)}`;

  it('come back as they went, with their sort', () => {
    const text = encodeCommentCursor('top', { key: -3, id });
    expect(decodeCommentCursor(text!, thread)).to.deep.equal({ sort: 'top', after: { key: -3, id } });
  });

  it('of another thread, another list or nobody are refused', () => {
    const other = encodeCommentCursor('top', { key: 1, id: `${threadIdFor('a', 'c')}${'0'.repeat(26)}` });
    const raw = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const text of [
      other!,
      'x',
      '!!',
      raw({}),
      raw([]),
      raw(['top', null, id]),
      raw(['oldest', 1, id]),
      raw(['top', '1', id]),
    ]) {
      expect(() => decodeCommentCursor(text, thread), text).to.throw(CoreError);
    }
    for (const text of ['x', raw([1]), raw(['1', 'a']), raw([1, 2])]) {
      expect(() => decodeReviewCursor(text), text).to.throw(CoreError);
    }
  });
});
