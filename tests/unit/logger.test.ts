import { createLogger } from '@parley/adapters/host/logger';
import { expect } from 'chai';

describe('the log', () => {
  it('is one JSON object a line, with its event, its time and its fields', () => {
    const { log, lines } = capture();
    log.info('comment.stored', { comment: 'c1', durationMs: 3 });
    log.warn('bus.publish-failed');
    expect(lines).to.have.length(2);
    expect(lines[0]).to.include({ level: 'info', event: 'comment.stored', comment: 'c1', durationMs: 3 });
    expect(Date.parse(String(lines[0]?.time))).to.be.closeTo(Date.now(), 60_000);
    expect(lines[1]).to.include({ level: 'warn', event: 'bus.publish-failed' });
  });

  it('keeps below its level silent', () => {
    const { log, lines } = capture('warn');
    log.debug('thread.opened');
    log.info('thread.opened');
    log.error('store.failed');
    expect(lines.map((line) => line.event)).to.deep.equal(['store.failed']);
  });

  const secretKeys = ['body', 'source', 'html', 'email', 'address', 'ip', 'token', 'password', 'cookie'];
  for (const key of [...secretKeys, 'authorization', 'secret']) {
    it(`never shows what stands under "${key}", at any depth`, () => {
      const { log, raw } = capture();
      const inner = { [key]: 'hunter2' };
      log.error('request.failed', { ...inner, request: { headers: inner, list: [{ deep: { er: inner } }] } });
      expect(raw()).to.include('request.failed').and.not.to.include('hunter2');
    });
  }

  it('knows secret keys in other spellings, and hides objects under them whole', () => {
    const { log, raw } = capture();
    log.info('request.answered', {
      clientIp: 'hunter2',
      'set-cookie': ['hunter2'],
      Authorization: 'Bearer hunter2',
      password_hash: 'hunter2',
      remoteAddress: { v4: 'hunter2' },
      'X-Forwarded-For': 'hunter2',
    });
    expect(raw()).not.to.include('hunter2');
  });

  it('keeps counts and flags, which are not what they count', () => {
    const { log, lines } = capture();
    log.info('request.answered', { bodyBytes: 12, hasEmail: true, token: null });
    expect(lines[0]).to.include({ bodyBytes: 12, hasEmail: true, token: null });
  });

  it('writes errors with their cause, and nothing that a driver hangs on them', () => {
    const { log, lines, raw } = capture();
    const cause = Object.assign(new Error('E11000'), { code: 11000, keyValue: { e: 'hunter2' } });
    log.error('store.failed', { error: new Error('could not store', { cause }) });
    const error = lines[0]?.error as { message: string; stack: string; cause: { code: number } };
    expect(error.message).to.equal('could not store');
    expect(error.stack).to.include('logger.test.ts');
    expect(error.cause.code).to.equal(11000);
    expect(raw()).not.to.include('hunter2');
  });

  it('survives cycles, dates, buffers, big numbers and endless lists and texts', () => {
    const { log, lines, raw } = capture();
    const cycle: Record<string, unknown> = { when: new Date(0), bytes: Buffer.alloc(9), big: 2n ** 70n };
    cycle.self = cycle;
    log.info('odd.things', { cycle, list: Array(10_000).fill(1), text: 'x'.repeat(100_000) });
    expect(lines[0]?.cycle).to.include({ when: '1970-01-01T00:00:00.000Z', bytes: '[9 bytes]' });
    expect(raw().length).to.be.below(10_000);
  });

  it('keeps a line’s own words from its fields', () => {
    const { log, lines } = capture();
    log.info('comment.stored', { event: 'forged', level: 'forged', time: 'forged' });
    expect(lines[0]).to.include({ event: 'comment.stored', level: 'info' });
  });
});

function capture(level: 'debug' | 'warn' = 'debug') {
  const written: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => {
    written.push(line);
    lines.push(JSON.parse(line));
  };
  return { log: createLogger({ level, destination: { write } }), lines, raw: () => written.join('') };
}
