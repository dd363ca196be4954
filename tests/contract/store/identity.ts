import { expect } from 'chai';
import { aModerator, aReader, aSession, aSite, nextMoment, sortableId } from '../../harness/records.ts';
import type { GetStore } from './arrange.ts';

export function describeIdentity(getStore: GetStore): void {
  describe('sites', () => {
    it('are created, replaced whole and listed', async () => {
      const store = getStore();
      const site = aSite({ ssoSecret: 'a secret' });
      await store.sites.put(site);
      expect((await store.sites.list()).find(({ id }) => id === site.id)).to.deep.equal(site);
      const { settings } = site;
      const changed = {
        ...site,
        origins: [],
        ssoSecret: null,
        settingsVersion: 2,
        settings: { ...settings, guests: false, bannedWords: [] },
      };
      await store.sites.put(changed);
      expect((await store.sites.list()).filter(({ id }) => id === site.id)).to.deep.equal([changed]);
    });
  });

  describe('readers', () => {
    it('are found by id, and by the site’s own id for them', async () => {
      const store = getStore();
      const member = aReader({ badge: 'member', externalId: 'u-1', avatar: 'https://news.example/a.png' });
      await store.readers.put(member);
      expect(await store.readers.find(member.id)).to.deep.equal(member);
      expect(await store.readers.findExternal(member.site, 'u-1')).to.deep.equal(member);
      expect(await store.readers.findExternal('elsewhere', 'u-1')).to.equal(null);
      expect(await store.readers.findExternal(member.site, 'u-2')).to.equal(null);
      expect(await store.readers.find('unknown')).to.equal(null);
    });

    it('may be many guests without an id of the site’s', async () => {
      const store = getStore();
      const [one, two] = [aReader(), aReader()];
      await Promise.all([store.readers.put(one), store.readers.put(two)]);
      expect(await store.readers.find(one.id)).to.deep.equal(one);
      expect(await store.readers.find(two.id)).to.deep.equal(two);
    });

    it('are replaced by a later sign-on', async () => {
      const store = getStore();
      const guest = aReader();
      await store.readers.put(guest);
      const externalId = `u-${sortableId()}`;
      const member = { ...guest, name: 'Caroline', badge: 'staff' as const, externalId };
      await store.readers.put(member);
      expect(await store.readers.find(guest.id)).to.deep.equal(member);
      expect(await store.readers.findExternal(guest.site, externalId)).to.deep.equal(member);
    });
  });

  describe('the authors whom a reader has muted', () => {
    it('are theirs alone, in the order of muting, each once', async () => {
      const { mutes } = getStore();
      const [reader, other] = [`reader-${sortableId()}`, `reader-${sortableId()}`];
      expect(await mutes.list(reader)).to.deep.equal([]);
      const mute = (author: string, isMuted = true) => mutes.set({ reader, author, isMuted, limit: 3 });
      for (const author of ['a', 'b', 'a']) await mute(author);
      expect(await mutes.list(reader)).to.deep.equal(['b', 'a']);
      await mute('b', false);
      await mute('b', false);
      await mute('unknown', false);
      expect(await mutes.list(reader)).to.deep.equal(['a']);
      expect(await mutes.list(other)).to.deep.equal([]);
    });

    it('are as many as the limit, the latest, even when they are muted at once', async () => {
      const { mutes } = getStore();
      const reader = `reader-${sortableId()}`;
      for (const author of ['a', 'b', 'c', 'd']) await mutes.set({ reader, author, isMuted: true, limit: 3 });
      expect(await mutes.list(reader)).to.deep.equal(['b', 'c', 'd']);
      const many = Array.from({ length: 10 }, (_, index) => `n${index}`);
      await Promise.all(many.map((author) => mutes.set({ reader, author, isMuted: true, limit: 10 })));
      expect(await mutes.list(reader)).to.have.members(many);
    });
  });

  describe('readers of one site who sign on at once', () => {
    it('under one id of the site’s are one reader', async () => {
      const store = getStore();
      const externalId = `u-${sortableId()}`;
      const kept = await Promise.all(
        ['Carol', 'Caroline', 'Caro'].map((name) => store.readers.put(aReader({ externalId, name }))),
      );
      const [known] = kept;
      expect(new Set(kept.map(({ id }) => id))).to.deep.equal(new Set([known?.id]));
      const found = await store.readers.findExternal(known!.site, externalId);
      expect(found?.id).to.equal(known?.id);
      expect(found).to.deep.equal(await store.readers.find(known!.id));
      expect(kept.map(({ name }) => name)).to.include(found?.name);
    });
  });

  describe('sessions', () => {
    it('are kept until they are removed', async () => {
      const store = getStore();
      const session = aSession();
      expect(await store.sessions.find(session.tokenHash)).to.equal(null);
      await store.sessions.add(session);
      expect(await store.sessions.find(session.tokenHash)).to.deep.equal(session);
      await store.sessions.remove(session.tokenHash);
      await store.sessions.remove(session.tokenHash);
      expect(await store.sessions.find(session.tokenHash)).to.equal(null);
    });

    it('are listed by their readers, so many at most', async () => {
      const store = getStore();
      const [one, two] = [aReader().id, aReader().id];
      const made = [one, one, two].map((id) =>
        aSession({ subject: { kind: 'reader', id, site: 'gazette' } }),
      );
      for (const session of [...made, aSession()]) await store.sessions.add(session);
      const of = (session: (typeof made)[number]) => ({
        tokenHash: session.tokenHash,
        reader: session.subject.id,
      });
      expect(await store.sessions.listOf([one, two, 'nobody'], 10)).to.have.deep.members(made.map(of));
      expect(await store.sessions.listOf([one, two], 2)).to.have.length(2);
      expect(await store.sessions.listOf([], 10)).to.deep.equal([]);
    });

    it('that ended are purged; the others stay', async () => {
      const store = getStore();
      const end = nextMoment();
      await store.sessions.purge(end);
      const ended = [aSession({ expiresAt: end - 1 }), aSession({ expiresAt: end - 2 })];
      const going = aSession({ expiresAt: end, subject: { kind: 'moderator', id: 'moderator-mod' } });
      for (const session of [...ended, going]) await store.sessions.add(session);
      expect(await store.sessions.purge(end)).to.equal(2);
      expect(await store.sessions.purge(end)).to.equal(0);
      expect(await store.sessions.find(ended[0]!.tokenHash)).to.equal(null);
      expect(await store.sessions.find(going.tokenHash)).to.deep.equal(going);
    });
  });

  describe('opinions', () => {
    const opinionOf = (verdict: 'ham' | 'spam', at = nextMoment()) =>
      ({
        comment: sortableId(),
        revision: 1,
        site: 'gazette',
        payload: { comment_content: 'Buy!' },
        verdict,
        at,
      }) as const;

    it('are kept as they came first, and contradicted once', async () => {
      const store = getStore();
      const [spam, ham] = [opinionOf('spam'), opinionOf('ham')];
      for (const opinion of [spam, ham, { ...spam, payload: {} }]) await store.opinions.add(opinion);
      expect(await store.opinions.contradict(spam, 'spam'), 'agreement').to.equal(false);
      expect(await store.opinions.contradict({ comment: 'nowhere', revision: 1 }, 'spam')).to.equal(false);
      expect(await store.opinions.contradict(spam, 'ham')).to.equal(true);
      expect(await store.opinions.contradict(ham, 'spam')).to.equal(true);
      const taken = (await Promise.all([1, 2].map(() => store.opinions.takeContradicted(10)))).flat();
      expect(taken).to.have.deep.members([
        { ...spam, contradiction: 'ham' },
        { ...ham, contradiction: 'spam' },
      ]);
      expect(await store.opinions.contradict(spam, 'ham'), 'told already').to.equal(false);
      expect(await store.opinions.takeContradicted(10)).to.deep.equal([]);
    });

    it('are each of one body', async () => {
      const store = getStore();
      const first = opinionOf('spam');
      const edited = { ...first, revision: 2, payload: { comment_content: 'Sell!' } };
      for (const opinion of [first, edited]) await store.opinions.add(opinion);
      expect(await store.opinions.contradict(edited, 'ham')).to.equal(true);
      expect(await store.opinions.takeContradicted(10)).to.deep.equal([{ ...edited, contradiction: 'ham' }]);
      expect(await store.opinions.contradict({ ...first, revision: 3 }, 'ham')).to.equal(false);
    });

    it('are gone when they are removed, or old', async () => {
      const store = getStore();
      const [removed, old, young] = [opinionOf('spam'), opinionOf('spam'), opinionOf('spam')];
      const edited = { ...removed, revision: 2 };
      for (const opinion of [removed, edited, old, young]) await store.opinions.add(opinion);
      await store.opinions.remove(removed.comment);
      expect(await store.opinions.purge(young.at, 1_000)).to.be.greaterThan(0);
      const left = [removed, edited, old, young].map((opinion) => store.opinions.contradict(opinion, 'ham'));
      expect(await Promise.all(left)).to.deep.equal([false, false, false, true]);
      await store.opinions.takeContradicted(10);
    });
  });

  describe('challenges', () => {
    it('are taken once, or by the same once more, until they are forgotten', async () => {
      const store = getStore();
      const [id, other] = [sortableId(), sortableId()];
      const expiresAt = nextMoment();
      const takers = await Promise.all(
        ['a', 'b', 'c', 'd'].map((by) => store.challenges.take({ id, by, expiresAt })),
      );
      expect(takers.filter(Boolean)).to.have.length(1);
      const winner = 'abcd'[takers.indexOf(true)] as string;
      expect(await store.challenges.take({ id, by: winner, expiresAt })).to.equal(true);
      await store.challenges.take({ id: other, by: 'a', expiresAt: expiresAt + 1 });
      expect(await store.challenges.purge(expiresAt, 10)).to.equal(0);
      expect(await store.challenges.purge(expiresAt + 1, 10)).to.equal(1);
      expect(await store.challenges.take({ id, by: 'e', expiresAt })).to.equal(true);
      expect(await store.challenges.take({ id: other, by: 'b', expiresAt })).to.equal(false);
    });
  });

  describe('moderators', () => {
    it('are found by id and e-mail, listed and replaced', async () => {
      const store = getStore();
      const moderator = aModerator({ role: 'lead', sites: ['north', 'south'] });
      expect(await store.moderators.findByEmail(moderator.email)).to.equal(null);
      await store.moderators.put(moderator);
      expect(await store.moderators.find(moderator.id)).to.deep.equal(moderator);
      expect(await store.moderators.findByEmail(moderator.email)).to.deep.equal(moderator);
      const moved = { ...moderator, email: `new-${moderator.email}`, sites: [], role: 'owner' as const };
      await store.moderators.put(moved);
      expect(await store.moderators.findByEmail(moderator.email)).to.equal(null);
      expect((await store.moderators.list()).filter(({ id }) => id === moderator.id)).to.deep.equal([moved]);
      expect(await store.moderators.find('unknown')).to.equal(null);
    });

    it('share no e-mail address', async () => {
      const store = getStore();
      const moderator = aModerator();
      await store.moderators.put(moderator);
      const outcome = await store.moderators
        .put(aModerator({ email: moderator.email }))
        .catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(Error);
      expect(await store.moderators.findByEmail(moderator.email)).to.deep.equal(moderator);
    });

    it('are locked out from the limit of failed sign-ins on, counted exactly', async () => {
      const store = getStore();
      const moderator = aModerator();
      await store.moderators.put(moderator);
      const until = nextMoment();
      await Promise.all([1, 2, 3, 4].map(() => store.moderators.countFailure(moderator.id, 5, until)));
      expect(await store.moderators.find(moderator.id)).to.deep.include({
        failedSignIns: 4,
        lockedUntil: null,
      });
      await store.moderators.countFailure(moderator.id, 5, until);
      expect(await store.moderators.find(moderator.id)).to.deep.include({
        failedSignIns: 5,
        lockedUntil: until,
      });
      await store.moderators.countFailure(moderator.id, 5, until + 1);
      expect((await store.moderators.find(moderator.id))?.lockedUntil).to.equal(until + 1);
      await store.moderators.clearFailures(moderator.id);
      expect(await store.moderators.find(moderator.id)).to.deep.equal(moderator);
      await store.moderators.countFailure('unknown', 5, until);
    });
  });
}
