import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { mayDecide, opened, row } from './console-keys.ts';
import { BEN, describeDesk } from './console-stage.ts';

describeDesk('two moderators at their desks, in a browser', (stage) => {
  it('see each other look, part ways, tell who was faster, and undo across desks', async () => {
    const contested = await stage.hold('alice', 'https://one.example https://two.example Contested');
    await stage.hold('bob', 'Another');

    const ben = await stage.desk({ hash: `#/queue/open/${contested.id}`, account: BEN });
    await opened(ben, 'alice');
    await waitFor('Ben’s claim', async () => (await stage.ben.api.getItem(contested.id)).item.claim);
    // Whoever comes second begins where nobody looks.
    const ana = await stage.desk();
    await ana.page.locator('.row', { hasText: 'alice' }).getByText('Ben is looking').waitFor();
    await opened(ana, 'bob');

    await row(ana, 'alice').click();
    await opened(ana, 'alice');
    await ana.page.getByText('Ben is looking at this; their claim runs out in').waitFor();

    // Ana's decision leaves her desk while Ben's is not known there yet, and arrives after it.
    await ana.page.route('**/v1/moderation/decisions', async (route) => {
      await mayDecide(ben);
      await ben.page.keyboard.press('a');
      await ben.page.getByText('Approved: alice’s comment.').waitFor();
      await route.continue();
    });
    await ana.page.keyboard.press('s');
    const told = ana.page.getByRole('alert').filter({ hasText: /Ben approved alice’s comment \d+ s ago\./ });
    await told.waitFor();
    expect(await told.textContent()).to.contain('Yours (spam) was not applied.');
    expect((await stage.ben.api.getComment(contested.id)).comment.status).to.equal('published');
    await ana.page.unrouteAll();

    await ana.page.keyboard.press('U');
    await ana.page.getByText('Taken back (approve): alice’s comment is open and held again.').waitFor();
    // It would move what Ben sees, and waits until he asks for it.
    await ben.page.getByRole('button', { name: '1 new item' }).waitFor();
    await ben.page.keyboard.press('.');
    await row(ben, 'alice').waitFor();
    await opened(ana, 'alice');

    // What one decides leaves the other's list by itself, and says by whom.
    await ana.page.keyboard.press('s');
    await ana.page.getByText('Marked as spam: alice’s comment.').waitFor();
    await ben.page.getByText(/ marked alice as spam$/).waitFor();
    const { events } = await stage.ben.api.getItem(contested.id);
    expect(events.map(({ kind }) => kind)).to.deep.equal(['opened', 'approve', 'undo', 'spam']);
  });
});
