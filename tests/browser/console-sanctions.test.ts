import { ApiError } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { mayDecide, opened } from './console-keys.ts';
import { addStaff, describeDesk } from './console-stage.ts';

describeDesk('the person behind an item, in a browser', (stage) => {
  it('a lead bans an author from the item with what they wrote, and takes both back', async () => {
    const troll = await stage.service.guest('troll');
    const earlier = await troll.post('ferry', 'Something calm.');
    const held = await troll.post('ferry', 'A casino.');
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}` });
    const { page } = desk;
    await page.getByText('Something calm.').waitFor();
    await page.getByRole('button', { name: 'Sanction …' }).waitFor();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: 'Sanction troll' });
    await dialog.getByLabel('Ban').check();
    await dialog.getByLabel('How long').selectOption('For a day');
    await dialog.getByLabel('Reason, in words for the reader').fill('Insults in three threads.');
    await dialog.getByLabel('Also remove what they wrote').check();
    const told = (await dialog.locator('.told p').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Ban troll' }).click();
    const notice = page.locator('.notice', { hasText: /troll is banned until .*2 comments removed/ });
    await notice.waitFor();
    const refusal = await troll.post('ferry', 'More.').catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(ApiError);
    // The minute may have turned between the preview and the act.
    expect(minuteless((refusal as ApiError).message)).to.equal(minuteless(told));
    await page.getByText(/^Banned until .* by \S+ just now/).waitFor();
    expect((await stage.ben.api.getItem(earlier.id)).item.comment.status).to.equal('rejected');

    await notice.getByRole('button', { name: 'Only lift it' }).click();
    await page.getByText('troll is no longer banned.').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('Earlier sanctions (1)').click();
    await page.locator('.sanction').getByRole('button', { name: 'Bring back what was removed' }).click();
    await page.getByText('2 comments are back as they were.').waitFor();
    expect((await stage.ben.api.getComment(earlier.id)).comment.status).to.equal('published');
    expect((await troll.post('ferry', 'Thank you.')).status).to.equal('published');
  });

  it('tells a lead that a mute is told to nobody, and keeps them from a day that has passed', async () => {
    await stage.hold('noisy', 'Again and again');
    const desk = await stage.desk();
    const { page } = desk;
    await opened(desk, 'noisy');
    await page.getByRole('button', { name: 'Sanction …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sanction noisy' });
    await dialog.getByLabel('Mute').check();
    expect(await dialog.locator('.told p').textContent()).to.equal('Nothing.');
    await dialog.getByLabel('How long').selectOption('Until the end of a day …');
    await dialog.getByRole('textbox', { name: 'Day' }).fill('2020-01-01');
    await dialog.getByLabel('Reason, for the moderators').fill('A troll.');
    await dialog.getByRole('button', { name: 'Mute noisy' }).click();
    await dialog.getByText('Choose a day that has not passed.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await mayDecide(desk);
  });

  it('tells a lead what another has laid and lifted meanwhile', async () => {
    const held = await stage.hold('contested', 'Words');
    const { id } = (await stage.ben.api.getItem(held.id)).item.comment.author!;
    const { page } = await stage.desk({ hash: `#/queue/open/${held.id}` });
    await page.getByRole('button', { name: 'Sanction …' }).waitFor();
    const { sanction } = await stage.ben.api.sanction(id, { kind: 'mute', reason: 'Insults.' });
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: 'Sanction contested' });
    await dialog.getByText('Already muted until it is lifted, by Ben just now.').waitFor();
    await page.keyboard.press('Escape');
    const lift = page.getByRole('button', { name: 'Lift: muted' });
    await lift.waitFor();
    await stage.ben.api.liftSanction(id, sanction.id);
    await lift.click();
    await page.getByText('Ben had already lifted the sanction on contested.').waitFor();
  });

  it('offers no sanctions to moderators, who see what holds all the same', async () => {
    const held = await stage.hold('watched', 'Hello');
    const { author } = (await stage.ben.api.getItem(held.id)).item.comment;
    await stage.ben.api.sanction(author!.id, { kind: 'premoderate', reason: 'Off topic.' });
    const account = await addStaff(stage.service, { name: 'Mia', role: 'moderator', sites: [SITE] });
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}`, account });
    const { page } = desk;
    await page.getByText('Premoderated until it is lifted, by Ben').waitFor();
    await page.keyboard.press('b');
    await page.getByText('Sanctions are for leads of the site.').waitFor();
    expect(await page.getByRole('button', { name: 'Sanction …' }).count()).to.equal(0);
    expect(await page.getByRole('button', { name: 'Lift: premoderated' }).count()).to.equal(0);
  });

  it('shows word by word what an author changed, and what changed since it was flagged', async () => {
    const eve = await stage.service.guest('eve');
    const { id } = await eve.post('ferry', 'You people are thieves, all of you.');
    const frank = await stage.service.guest('frank');
    await frank.api.flag(id, 'abuse', 'An insult.');
    await eve.api.editComment(id, 'You people are careless, all of you.');
    await eve.api.editComment(id, 'You people are careless, some of you.');
    const desk = await stage.desk({ hash: `#/queue/open/${id}` });
    const { page } = desk;
    await opened(desk, 'eve');
    await page.keyboard.press('d');
    const edits = page.getByRole('region', { name: 'What changed' }).getByRole('listitem');
    await edits.first().waitFor();
    expect(await edits.locator('.diff').allTextContents()).to.deep.equal([
      'You people are careless, Removed: all End of change. Added: some End of change.  of you.',
      'You people are Removed: thieves End of change. Added: careless End of change. , all of you.',
    ]);
    await page.getByText('What changed since it was flagged').click();
    const flagged = page.locator('.flags .diff');
    expect(await flagged.locator('del').first().textContent()).to.contain('thieves');
    expect(await flagged.locator('ins').last().textContent()).to.contain('some');
  });

  it('takes a note about an author by the keyboard, and shows it to the next moderator', async () => {
    const held = await stage.hold('gus', 'Hello again');
    const desk = await stage.desk({ hash: `#/queue/open/${held.id}` });
    const { page } = desk;
    const field = page.getByLabel('Note about this author');
    await field.waitFor();
    await opened(desk, 'gus');
    await page.keyboard.press('N');
    await page.keyboard.type('Writes from two accounts.');
    await page.keyboard.press('Control+Enter');
    const note = page.locator('.author-note', { hasText: 'Writes from two accounts.' });
    await note.waitFor();
    expect(await field.inputValue()).to.equal('');

    const account = await addStaff(stage.service, { name: 'Nia', role: 'moderator', sites: [SITE] });
    const second = await stage.desk({ hash: `#/queue/open/${held.id}`, account });
    const seen = second.page.locator('.author-note');
    await seen.waitFor();
    expect(await seen.textContent())
      .to.contain('Writes from two accounts.')
      .and.to.contain('just now');
    expect(await seen.getByRole('button').count(), 'it is another’s').to.equal(0);
    await second.context.close();

    await note.getByRole('button', { name: /^Remove the note by/ }).press('Enter');
    await note.waitFor({ state: 'detached' });
    expect((await stage.ben.api.listNotes(held.author?.id ?? '')).notes).to.deep.equal([]);
  });

  it('says by the keyboard what each flag weighs, and of what that is the sum', async () => {
    const hal = await stage.service.guest('hal');
    const { id } = await hal.post('ferry', 'The harbour is closed today.');
    for (const name of ['ida', 'jim']) await (await stage.service.guest(name)).api.flag(id, 'abuse');
    const { score } = (await stage.ben.api.getItem(id)).item;
    const desk = await stage.desk({ hash: `#/queue/open/${id}` });
    const { page } = desk;
    await opened(desk, 'hal');
    const weights = page.locator('.why details');
    await weights.locator('summary').focus();
    await page.keyboard.press('Enter');
    const ida = weights.getByRole('region', { name: 'ida' });
    await ida.getByText('written within the last hour').waitFor();
    expect(await ida.textContent()).to.contain('none of their reports is decided yet');
    const points = (texts: string[]) =>
      texts.map((text) => Number(text.replace('−', '-'))).reduce((sum, one) => sum + one, 0);
    expect(points(await weights.locator('section .parts dd').allTextContents())).to.equal(score);
    expect(points(await weights.locator(':scope > .parts dd').allTextContents())).to.equal(score);
  });

  it('shows an appeal as such, with the reader’s words', async () => {
    const alice = await stage.service.guest('alice');
    const { id } = await alice.post('ferry', 'A casino, seriously.');
    await stage.ben.api.decide([{ item: id, version: 1, action: 'reject', reason: 'Advertising.' }]);
    await alice.api.appeal(id, 'It is the name of a town.');
    const desk = await stage.desk({ hash: `#/queue/escalated/${id}` });
    const { page } = desk;
    const appeal = page.locator('.banner.appeal');
    await appeal.getByText('It is the name of a town.').waitFor();
    expect(await appeal.textContent()).to.contain('alice asks for a second look');
    await page.locator('.row', { hasText: 'appeal' }).waitFor();
    await mayDecide(desk);
    await page.keyboard.press('a');
    await waitFor('the comment to be public', async () => {
      return (await stage.ben.api.getItem(id)).item.comment.status === 'published';
    });
  });
});

function minuteless(words: string): string {
  return words.replace(/\d\d:\d\d:\d\d/, '');
}
