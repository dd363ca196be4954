import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { mayDecide, opened, row, rowNames } from './console-keys.ts';
import { describeDesk, PHONE, signIn } from './console-stage.ts';

describeDesk({ title: 'the console’s queue in a browser', afresh: true }, (stage) => {
  it('is worked through by keys: approve, reject with a reason, undo', async () => {
    const first = await stage.hold('alice', 'The first');
    const second = await stage.hold('bob', 'The second');
    const desk = await stage.desk();
    const { page } = desk;
    const order = await rowNames(desk);
    expect([...order].sort()).to.deep.equal(['alice', 'bob']);
    const [top, below] = order[0] === 'alice' ? [first, second] : [second, first];

    await mayDecide(desk);
    await page.keyboard.press('a');
    await page.getByText(`Approved: ${order[0]}’s comment.`).waitFor();
    expect((await stage.ben.api.getComment(top!.id)).comment.status).to.equal('published');

    await opened(desk, order[1]!);
    await page.keyboard.press('r');
    await page.getByRole('menuitem', { name: 'It has nothing to do with the article.' }).waitFor();
    await page.keyboard.press('2');
    await page.getByText('Nothing waits for you').waitFor();
    const { item } = await stage.ben.api.getItem(below!.id);
    expect(item.comment.status).to.equal('rejected');
    expect(item.decision).to.include({ reason: 'It has nothing to do with the article.' });

    await page.getByText(`Rejected: ${order[1]}’s comment.`).waitFor();
    await page.keyboard.press('u');
    await waitFor('the item to be open again', async () => {
      return (await stage.ben.api.getItem(below!.id)).item.state === 'open';
    });
    await waitFor('its row', async () => (await rowNames(desk)).length === 1);
  });

  it('does not decide on the next item when a key is pressed twice', async () => {
    const comments = [await stage.hold('alice', 'One'), await stage.hold('bob', 'Two')];
    const desk = await stage.desk();
    await mayDecide(desk);
    await desk.page.keyboard.press('a');
    await desk.page.keyboard.press('a');
    await desk.page.getByText('This came up a moment ago').waitFor();
    await desk.page.getByText(/^Approved: /).waitFor();
    const items = await Promise.all(comments.map(({ id }) => stage.ben.api.getItem(id)));
    expect(items.map(({ item }) => item.state).sort()).to.deep.equal(['closed', 'open']);
  });

  it('tells who was faster, and shows what they decided', async () => {
    const held = await stage.hold('alice', 'Contested');
    const desk = await stage.desk();
    const { page } = desk;
    await mayDecide(desk);
    // Ben's decision arrives while Ana's is on its way.
    await page.route('**/v1/moderation/decisions', async (route) => {
      await stage.ben.api.decide([{ item: held.id, version: await version(held.id), action: 'approve' }]);
      await route.continue();
    });
    await page.keyboard.press('s');
    const notice = page.getByRole('alert').filter({ hasText: 'Ben approved alice’s comment' });
    await notice.waitFor();
    expect(await notice.textContent()).to.match(/Yours \(spam\) was not applied.*decided and public/);
    await page.unrouteAll();
    await page.keyboard.press('v');
    await page.getByText(/^Ben approved this/).waitFor();
    expect((await stage.ben.api.getComment(held.id)).comment.status).to.equal('published');
  });

  it('puts an item back when the service cannot be reached, and tries again', async () => {
    const held = await stage.hold('alice', 'Unlucky');
    const desk = await stage.desk();
    const { page } = desk;
    await mayDecide(desk);
    await page.route('**/v1/moderation/decisions', (route) => route.abort());
    await page.keyboard.press('a');
    const notice = page.getByRole('alert').filter({ hasText: 'back in its place' });
    await notice.waitFor();
    expect(await rowNames(desk)).to.deep.equal(['alice']);
    await page.unrouteAll();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Approved: alice’s comment.').waitFor();
    expect((await stage.ben.api.getComment(held.id)).comment.status).to.equal('published');
  });

  it('shows live who else is looking, and who decided', async () => {
    const mine = await stage.hold('alice', 'Mine');
    const desk = await stage.desk({ hash: `#/queue/open/${mine.id}` });
    const { page } = desk;
    await mayDecide(desk);
    const other = await stage.hold('bob', 'New');
    await row(desk, 'bob').waitFor();
    await opened(desk, 'alice');
    await stage.ben.api.claim(other.id);
    await page.getByText('Ben is looking').waitFor();
    await stage.ben.api.decide([{ item: other.id, version: await version(other.id), action: 'reject' }]);
    await page.getByText('Ben rejected bob').waitFor();
    await opened(desk, 'alice');
  });

  it('lets an item that would move others wait until it is asked for', async () => {
    await stage.hold('alice', 'Mine');
    const desk = await stage.desk();
    const { page } = desk;
    await mayDecide(desk);
    await stage.hold('zoe', 'https://one.example https://two.example https://three.example');
    await page.getByRole('button', { name: '1 new item' }).waitFor();
    expect(await rowNames(desk)).to.deep.equal(['alice']);
    await page.keyboard.press('.');
    await waitFor('both rows', async () => (await rowNames(desk)).join() === 'zoe,alice');
    await opened(desk, 'alice');
  });

  it('claims the item that is open, and gives it back on leaving', async () => {
    const held = await stage.hold('alice', 'Mine');
    const desk = await stage.desk();
    const claim = async () => (await stage.ben.api.getItem(held.id)).item.claim;
    expect(await waitFor('the claim', claim)).to.have.nested.property('by.name');
    await desk.page.keyboard.press('g');
    await desk.page.keyboard.press('l');
    await waitFor('the claim to be given back', async () => (await claim()) === null);
    await desk.page.goBack();
    await waitFor('the claim again', claim);
    await desk.page.goto('about:blank');
    await waitFor(
      'the claim to be given back by the page that was left',
      async () => (await claim()) === null,
    );
  });

  it('decides on several marked items together', async () => {
    const comments = [await stage.hold('alice', 'One'), await stage.hold('bob', 'Two')];
    const kept = await stage.hold('cleo', 'Three');
    const desk = await stage.desk();
    for (const name of ['alice', 'bob']) {
      await row(desk, name).hover();
      await desk.page.getByLabel(`Mark ${name}’s comment`).check();
    }
    await desk.page.getByText('2 marked').waitFor();
    await desk.page.keyboard.press('s');
    await desk.page.getByText('Marked as spam: 2 comments.').waitFor();
    const states = await Promise.all(
      [...comments, kept].map(async ({ id }) => (await stage.ben.api.getItem(id)).item.state),
    );
    expect(states).to.deep.equal(['closed', 'closed', 'open']);
  });

  it('has a place of its own for each list, with its number, and goes back', async () => {
    const insult = await stage.hold('alice', 'Held');
    const calm = await (await stage.service.guest('alice2')).post('harbour', 'Public');
    await (await stage.service.guest('bob')).api.flag(calm.id, 'spam');
    const desk = await stage.desk();
    const { page } = desk;
    const numberOf = (name: string) => page.getByRole('link', { name: new RegExp(`^${name} 1`) }).waitFor();
    await numberOf('Held');
    await numberOf('Flagged');
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await waitFor('the held one alone', async () => (await rowNames(desk)).join() === 'alice');
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await waitFor('the flagged one alone', async () => (await rowNames(desk)).join() === 'alice2');
    expect(page.url()).to.include(`#/queue/flagged/${calm.id}`);
    await page.goBack();
    await waitFor('the held one again', async () => (await rowNames(desk)).join() === 'alice');
    expect(page.url()).to.include(`#/queue/held/${insult.id}`);

    await page.getByRole('link', { name: 'What of theirs is open' }).click();
    await waitFor('what is by alice', async () => (await rowNames(desk)).join() === 'alice');
    await page.getByLabel('Age').selectOption('Over a day old');
    await page.getByText('Nothing here is like this.').waitFor();
    await page.getByRole('link', { name: 'Show all' }).click();
    await waitFor('all again', async () => (await rowNames(desk)).length === 2);
    await page.getByLabel('Reason').selectOption('Flagged: spam');
    await waitFor('those with the reason', async () => (await rowNames(desk)).join() === 'alice2');
  });

  it('sends a note with the decision, and types into it without deciding', async () => {
    const held = await stage.hold('alice', 'Noted');
    const desk = await stage.desk();
    const { page } = desk;
    await mayDecide(desk);
    await page.keyboard.press('n');
    await page.getByLabel('Note for moderators').pressSequentially('ask the editor, please');
    await page.keyboard.press('Escape');
    await page.getByText('Note goes with the decision').waitFor();
    await page.keyboard.press('e');
    await page.getByText('Escalated: alice’s comment.').waitFor();
    const { events, item } = await stage.ben.api.getItem(held.id);
    expect(item.state).to.equal('escalated');
    expect(events.at(-1)).to.include({ kind: 'escalate', note: 'ask the editor, please' });
  });

  it('comes back to the same item when the session ends and begins again', async () => {
    const held = await stage.hold('alice', 'Kept');
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}` });
    const { page, context } = desk;
    await mayDecide(desk);
    await context.clearCookies();
    await page.keyboard.press('a');
    await page.getByText('Your session has ended').waitFor();
    expect(page.url()).to.include('#/queue/');
    await signIn(page);
    await row(desk, 'alice').waitFor();
    expect((await stage.ben.api.getItem(held.id)).item.state).to.equal('open');
  });

  it('is one pane after another on a phone', async () => {
    await stage.hold('alice', 'Small');
    const desk = await stage.desk({ viewport: PHONE });
    const { page } = desk;
    await row(desk, 'alice').click();
    await mayDecide(desk);
    expect(await row(desk, 'alice').isVisible()).to.equal(false);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).to.be.at.most(0);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await row(desk, 'alice').waitFor();
  });

  async function version(id: string): Promise<number> {
    return (await stage.ben.api.getItem(id)).item.version;
  }
});
