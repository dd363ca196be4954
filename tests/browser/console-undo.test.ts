import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { mayDecide, openItem, row } from './console-keys.ts';
import { describeDesk } from './console-stage.ts';

describeDesk('taking decisions back in the console, in a browser', (stage) => {
  it('takes back the decision just made, even before its answer is here', async () => {
    const earlier = await stage.hold('earl', 'Decided before');
    const held = await stage.hold('alice', 'Decided in haste');
    const desk = await stage.desk({ hash: `#/queue/open/${earlier.id}` });
    const { page } = desk;
    await mayDecide(desk);
    await page.keyboard.press('a');
    await page.getByText('Approved: earl’s comment.').waitFor();
    await openItem(desk, 'alice');
    let answer = () => {};
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/moderation/decisions', async (route) => {
      await isAnswered;
      await route.continue();
    });
    await page.keyboard.press('s');
    await row(desk, 'alice').waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    answer();
    await page.getByText('Taken back (spam): alice’s comment is open and held again.').waitFor();
    await row(desk, 'alice').waitFor();
    const kinds = (await stage.ben.api.getItem(held.id)).events.map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['opened', 'spam', 'undo']);
    expect((await stage.ben.api.getItem(earlier.id)).item.state).to.equal('closed');

    await page.unrouteAll();
    await page.keyboard.press('u');
    await page.getByText('Taken back (approve): earl’s comment is open and held again.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('There is nothing left that you decided here.').waitFor();
  });

  it('takes back what was decided together, but for what somebody has changed since', async () => {
    const comments = [];
    for (const name of ['dora', 'emil', 'fay']) comments.push(await stage.hold(name, `One of ${name}`));
    const desk = await stage.desk();
    const { page } = desk;
    for (const name of ['dora', 'emil', 'fay']) {
      await row(desk, name).hover();
      await page.getByLabel(`Mark ${name}’s comment`).check();
    }
    await page.keyboard.press('s');
    await page.getByText('Marked as spam: 3 comments.').waitFor();
    const changed = comments[1]!.id;
    const version = async () => (await stage.ben.api.getItem(changed)).item.version;
    await stage.ben.api.decide([{ item: changed, version: await version(), action: 'reopen' }]);
    await stage.ben.api.decide([{ item: changed, version: await version(), action: 'approve' }]);

    await page.keyboard.press('u');
    const told = page.getByRole('alert').filter({ hasText: 'Taken back (spam): 2 of 3 comments.' });
    await told.waitFor();
    expect(await told.textContent()).to.match(/Ben approved emil’s comment \d+ s ago; that stands\./);
    const states = await Promise.all(
      comments.map(async ({ id }) => (await stage.ben.api.getItem(id)).item.comment.status),
    );
    expect(states).to.deep.equal(['held', 'published', 'held']);
    await row(desk, 'dora').waitFor();
  });

  it('offers to undo each event that may be undone, and says of the others why not', async () => {
    const held = await stage.hold('gus', 'Much discussed');
    const decide = async (action: 'approve' | 'reopen') => {
      const { item } = await stage.ben.api.getItem(held.id);
      await stage.ben.api.decide([{ item: held.id, version: item.version, action }]);
    };
    await decide('approve');
    await decide('reopen');
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}` });
    const { page } = desk;
    const history = page.locator('.history');
    await history.getByText('Stays: Ben reopened since. Take that back first.').waitFor();
    await history.getByRole('button', { name: 'Undo: Ben reopened' }).click();
    await history.getByText(/Taken back by \S+ just now/).waitFor();
    await history.getByRole('button', { name: 'Undo: Ben approved' }).waitFor();
    expect((await stage.ben.api.getItem(held.id)).item).to.include({ state: 'closed' });
    await page.keyboard.press('U');
    await waitFor('it to be held again', async () => {
      return (await stage.ben.api.getItem(held.id)).item.comment.status === 'held';
    });
  });

  it('says who was faster and how long ago, and offers to undo that', async () => {
    const held = await stage.hold('hugo', 'Contested');
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}` });
    const { page } = desk;
    await mayDecide(desk);
    await page.route('**/v1/moderation/decisions', async (route) => {
      const { item } = await stage.ben.api.getItem(held.id);
      await stage.ben.api.decide([{ item: held.id, version: item.version, action: 'reject' }]);
      await route.continue();
    });
    await page.keyboard.press('a');
    await page.getByText(/Ben rejected hugo’s comment \d+ s ago\./).waitFor();
    await page.getByRole('button', { name: 'Undo theirs' }).waitFor();
    await page.keyboard.press('U');
    await page.getByText('Taken back (reject): hugo’s comment is open and held again.').waitFor();
    expect((await stage.ben.api.getItem(held.id)).item.comment.status).to.equal('held');
  });
});
