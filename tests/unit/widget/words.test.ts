import { messages } from '@parley/contracts/messages/en';
import { createTranslate } from '@parley/contracts/messages/translate';
import { expect } from 'chai';
import { avatarFor } from '../../../services/widget/src/avatar.ts';
import { makeTicket } from '../../../services/widget/src/make-ticket.ts';
import { exactTime, relativeTime } from '../../../services/widget/src/messages/relative-time.ts';
import { isLight } from '../../../services/widget/src/page/theme.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('what the widget says', () => {
  it('is filled in, with numbers written and plurals chosen as the language does', () => {
    const t = createTranslate('en-GB', messages);
    expect(t('newComments', { count: 1 })).to.equal('1 new comment');
    expect(t('newComments', { count: 1_234 })).to.equal('1,234 new comments');
    expect(t('replyTo', { name: '{count} $& O’Hara' })).to.equal('Reply to {count} $& O’Hara');
  });

  it('tells times in the largest unit that is true, and dates after a week', () => {
    const now = Date.UTC(2026, 10, 22, 12);
    const told = [30 * SECOND, 61 * SECOND, 119 * MINUTE, 25 * HOUR, 6 * DAY].map((ago) =>
      relativeTime(now - ago, now, 'en-GB'),
    );
    expect(told).to.deep.equal([null, '1 min ago', '1 hr ago', '1 day ago', '6 days ago']);
    expect(relativeTime(now - 20 * DAY, now, 'en-GB')).to.equal('2 Nov');
    expect(relativeTime(now - 400 * DAY, now, 'en-GB')).to.equal('18 Oct 2025');
    expect(exactTime(now, 'en-GB')).to.match(/^22 November 2026 at \d\d:00$/);
  });

  it('does not let comments come from the future when a clock is behind', () => {
    expect(relativeTime(5 * MINUTE, 0, 'en')).to.equal(null);
  });
});

describe('what the widget makes by itself', () => {
  it('the same picture for the same name, and mostly others for other names', () => {
    expect(avatarFor(' Maria ')).to.deep.equal(avatarFor('maria'));
    const names = Array.from({ length: 100 }, (_, index) => `Reader ${index}`);
    const pictures = new Set(names.map((name) => JSON.stringify(avatarFor(name))));
    expect(pictures.size).to.be.greaterThan(85);
  });

  it('tickets that are UUIDs of version 4', () => {
    for (let made = 0; made < 50; made++)
      expect(makeTicket()).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('a guess whether a page is dark, from its text colour in any notation', () => {
    const light = ['rgb(255, 255, 255)', 'rgba(232, 234, 237, 0.9)', 'oklch(0.92 0.01 250)', 'lab(90 0 0)'];
    const dark = ['rgb(27, 31, 36)', 'rgb(0, 0, 0)', 'oklch(0.2 0.02 250)', 'lab(12 0 0)'];
    expect(light.map(isLight)).to.deep.equal(light.map(() => true));
    expect(dark.map(isLight)).to.deep.equal(dark.map(() => false));
  });
});
