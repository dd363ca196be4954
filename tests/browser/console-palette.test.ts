import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { mayDecide, opened, row, rowNames } from './console-keys.ts';
import { describeDesk } from './console-stage.ts';

describeDesk('the console without a pointer, in a browser', (stage) => {
  it('does anything by a few letters of its name, with single keys off as well', async () => {
    const held = await stage.hold('alice', 'Found by letters');
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}` });
    const { page } = desk;
    await opened(desk, 'alice');
    await page.keyboard.press('?');
    await page.getByLabel('Single keys are on').uncheck();
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'What do you want to do?' });
    await field.waitFor();
    await page.keyboard.type('escal');
    const options = page.getByRole('listbox').getByRole('option');
    expect(await options.first().textContent()).to.contain('Escalate to a lead');
    expect(await field.getAttribute('aria-activedescendant')).to.equal(
      await options.first().getAttribute('id'),
    );
    await page.keyboard.press('ArrowDown');
    expect(await options.nth(1).getAttribute('aria-selected')).to.equal('true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('Escalated: alice’s comment.').waitFor();
    expect((await stage.ben.api.getItem(held.id)).item.state).to.equal('escalated');

    await page.keyboard.press('Control+k');
    await page.keyboard.type('goesc');
    await page.keyboard.press('Enter');
    await waitFor('the escalated ones', () => page.url().includes('#/queue/escalated'));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zzzz');
    await page.getByText('Nothing is called that.').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
  });

  it('decides by a macro of one’s own on a number key', async () => {
    const held = await stage.hold('bob', 'Advertised');
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}` });
    const { page } = desk;
    await opened(desk, 'bob');
    await page.keyboard.press('1');
    await page.getByText('There is no macro on 1 yet.').waitFor();
    await page.keyboard.press('m');
    await page.getByRole('button', { name: 'Add one' }).click();
    await page.getByLabel('Reason, in words for the author').fill('It is advertising.');
    await page.getByLabel('Note for moderators').fill('seen before');
    await page.keyboard.press('Enter');
    await page.getByText('Your macros are saved.').waitFor();
    await page.reload();
    await opened(desk, 'bob');
    await page.keyboard.press('1');
    await page.getByText('Rejected: bob’s comment.').waitFor();
    const { events, item } = await stage.ben.api.getItem(held.id);
    expect(item.decision).to.include({ action: 'reject', reason: 'It is advertising.' });
    expect(events.at(-1)).to.include({ note: 'seen before' });
  });

  it('marks a range by two keys, and decides it together', async () => {
    const names = ['carl', 'dina', 'ed', 'fritz'];
    for (const name of names) await stage.hold(name, `From ${name}`);
    const desk = await stage.desk();
    const { page } = desk;
    const order = await rowNames(desk);
    expect(order).to.have.length(4);
    await opened(desk, order[0]!);
    for (const key of ['j', 'x', 'j', 'j', 'X']) await page.keyboard.press(key);
    await page.getByText('3 marked').waitFor();
    await page.keyboard.press('a');
    await page.getByText('Approved: 3 comments.').waitFor();
    expect(await rowNames(desk)).to.deep.equal([order[0]]);
    await page.keyboard.press('u');
    await page.getByText('Taken back (approve): 3 comments.').waitFor();
    for (const name of names) await row(desk, name).waitFor();
    await mayDecide(desk);
  });
});
