import { expect } from 'chai';
import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshot } from '../harness/browser.ts';
import { comment, describeStage, write } from './widget-stage.ts';

describeStage('Who one is in the widget', (stage) => {
  const nameField = (page: Page) => page.getByRole('textbox', { name: 'Your name' });
  const box = (page: Page) => page.getByRole('textbox', { name: 'Add to the discussion' });

  it('a guest gives their name once, and finds it again when they change it', async () => {
    const page = await stage.open('a name');
    await write(page, 'First.', 'Alice');
    await comment(page, 'First.').waitFor();
    await page.goto(stage.host.url('another article'));
    await box(page).fill('Second.');
    await page.getByText('Posting as Alice').waitFor();
    await page.getByRole('button', { name: 'change' }).click();
    expect(await nameField(page).inputValue()).to.equal('Alice');
    await nameField(page).fill('Alice B.');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await comment(page, 'Second.').getByText('Alice B.').waitFor();
  });

  it('the site signs a reader in while they write, and the draft stays; they can sign out', async () => {
    const secret = 'a secret of the site, long enough for HS256';
    await stage.service.configure({ ssoSecret: secret });
    const token = await signedToken(secret, 'maria', 'Maria Lindqvist');
    const page = await stage.open('sign-on');
    await box(page).fill('Begun as nobody.');
    await page.evaluate(`window.parley.login('${token}')`);
    await page.getByText('Posting as Maria Lindqvist').waitFor();
    expect(await box(page).inputValue()).to.equal('Begun as nobody.');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await comment(page, 'Begun as nobody.').waitFor();
    await box(page).fill('More.');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await nameField(page).waitFor();
    expect(await box(page).inputValue()).to.equal('More.');
    expect(await page.evaluate(() => localStorage.getItem('parley:session:gazette'))).to.equal(null);
  });

  it('whoever is muted is folded away on every page, for this reader alone', async () => {
    const carl = await stage.service.guest('Carl');
    await carl.post('mutes', 'Loud words.');
    await carl.post('mutes elsewhere', 'Loud words elsewhere.');
    const page = await stage.open('mutes');
    await comment(page, 'Loud words.').getByRole('button', { name: 'Mute' }).click();
    await page.getByText('You have muted Carl.').first().waitFor();
    expect(await page.getByText('Loud words.').count()).to.equal(0);
    const focused = await page.evaluate(
      () => document.querySelector('parley-comments')?.shadowRoot?.activeElement?.localName,
    );
    expect(focused).to.equal('article');
    await expectAccessible(page);
    await keepScreenshot(page, 'identity-muted-1280');

    await page.goto(stage.host.url('mutes elsewhere'));
    await page.getByRole('button', { name: 'Show this comment' }).click();
    await comment(page, 'Loud words elsewhere.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Unmute' }).click();
    await comment(page, 'Loud words elsewhere.').waitFor();
    await page.goto(stage.host.url('mutes'));
    await comment(page, 'Loud words.').waitFor();

    const other = await stage.open('mutes');
    await comment(other, 'Loud words.').waitFor();
  });

  it('whom a reader muted as a guest stays muted when they sign in, on every device, until they unmute them', async () => {
    const carl = await stage.service.guest('Carl');
    await carl.post('mutes follow', 'Shrill words.');
    const secret = 'a secret of the site, long enough for HS256';
    await stage.service.configure({ ssoSecret: secret });
    const signOn = async (page: Page) => {
      const token = await signedToken(secret, 'nora');
      await page.evaluate(`window.parley.login('${token}')`);
      await page.getByText('Posting as Nora').waitFor();
    };
    const page = await stage.open('mutes follow');
    await comment(page, 'Shrill words.').getByRole('button', { name: 'Mute' }).click();
    await page.getByText('You have muted Carl.').first().waitFor();
    const merged = page.waitForResponse((answer) => answer.url().includes('/v1/mutes/') && answer.ok());
    await box(page).fill('Hello.');
    await signOn(page);
    await merged;
    await page.getByText('You have muted Carl.').first().waitFor();

    const other = await stage.open('mutes follow');
    await comment(other, 'Shrill words.').waitFor();
    await box(other).fill('Hello.');
    await signOn(other);
    await other.getByText('You have muted Carl.').first().waitFor();
    expect(await other.getByText('Shrill words.').count(), 'collapsed here too').to.equal(0);
    const unmuted = other.waitForResponse((answer) => answer.url().includes('/v1/mutes/') && answer.ok());
    await other.getByRole('button', { name: 'Unmute' }).click();
    await comment(other, 'Shrill words.').waitFor();
    await unmuted;
    await page.reload();
    await comment(page, 'Shrill words.').waitFor();
  });

  it('whoever wrote the article is marked as its author', async () => {
    const secret = 'a secret of the site, long enough for HS256';
    await stage.service.configure({ ssoSecret: secret });
    const page = await stage.open('an article of theirs');
    await box(page).fill('Thank you all.');
    const token = await signedToken(secret, 'paula', 'Paula', { author: true });
    await page.evaluate(`window.parley.login('${token}')`);
    await page.getByText('Posting as Paula').waitFor();
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await comment(page, 'Thank you all.').getByText('Author', { exact: true }).waitFor();
    await keepScreenshot(page, 'identity-page-author');
    const other = await stage.open('an article of theirs');
    await comment(other, 'Thank you all.').getByText('Author', { exact: true }).waitFor();
  });

  it('an author edits within the window only, and keeps their text when it has closed meanwhile', async () => {
    const page = await stage.open('edits');
    await write(page, 'First words.', 'Alice');
    await comment(page, 'First words.').getByRole('button', { name: 'Edit' }).click();
    const field = page.getByRole('textbox', { name: 'Edit your comment' });
    await field.fill('Better words.');
    await page.getByRole('button', { name: 'Save' }).click();
    await comment(page, 'Better words.').getByRole('button', { name: 'Edit' }).click();
    await field.fill('The best words.');
    const editWindowSeconds = 15 * 60;
    await stage.service.configure({ editWindowSeconds: 0 });
    try {
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').filter({ hasText: 'The time for editing is over.' }).waitFor();
      expect(await field.inputValue()).to.equal('The best words.');
      await page.reload();
      await comment(page, 'Better words.').getByRole('button', { name: 'Delete' }).waitFor();
      expect(await comment(page, 'Better words.').getByRole('button', { name: 'Edit' }).count()).to.equal(0);
    } finally {
      await stage.service.configure({ editWindowSeconds });
    }
  });

  it('the author of a rejected comment is told why, and asks for a second look once', async () => {
    const page = await stage.open('second look');
    await write(page, 'You cannot be serious.', 'Alice');
    await comment(page, 'You cannot be serious.').waitFor();
    const mod = await stage.service.moderator();
    const id = (await page.getByRole('article').first().getAttribute('id'))?.replace('comment-', '') ?? '';
    const reject = async (version: number) =>
      mod.api.decide([{ item: id, version, action: 'reject', reason: 'It attacks a person.' }]);
    // It may be in the queue already: scripts write faster than people do.
    await reject(
      await mod.api.getItem(id).then(
        ({ item }) => item.version,
        () => 0,
      ),
    );
    await page.getByText('It attacks a person.').waitFor();
    await page.getByRole('button', { name: 'Ask for a second look' }).click();
    await page.getByRole('textbox', { name: 'What has the moderator overlooked?' }).fill('It is a quote.');
    await expectAccessible(page);
    await keepScreenshot(page, 'identity-appeal-1280');
    await page.getByRole('button', { name: 'Send to the moderators' }).click();
    const waiting = page.locator('article').getByText('You have asked for a second look.');
    await waiting.waitFor();
    const { item, events } = await mod.api.getItem(id);
    expect(events.at(-1)).to.deep.include({ kind: 'appealed', note: 'It is a quote.' });
    await reject(item.version);
    await page.reload();
    await page.locator('article').getByText('A moderator has looked at it again').waitFor();
    expect(await page.getByRole('button', { name: 'Ask for a second look' }).count()).to.equal(0);
  });

  it('a pinned comment stands first and says so; no picture from elsewhere is loaded before a click', async () => {
    const carl = await stage.service.guest('Carl');
    const old = await carl.post('pins', 'Read this first. ![A map](https://elsewhere.example/map.png)');
    await carl.post('pins', 'Newer words.');
    await (await stage.service.moderator()).api.pin(old.id, true);
    const asked: string[] = [];
    const page = await stage.open('pins', {
      before: async (opened) => opened.on('request', (request) => asked.push(request.url())),
    });
    await comment(page, 'Newer words.').waitFor();
    const first = page.locator('article').first();
    expect(await first.textContent())
      .to.contain('Read this first.')
      .and.to.contain('Pinned');
    expect(await first.getByRole('link', { name: 'A map' }).getAttribute('href')).to.contain('elsewhere');
    expect(asked.filter((url) => url.includes('elsewhere.example'))).to.deep.equal([]);
    expect(await first.locator('.body img').count()).to.equal(0);
  });
});

function signedToken(secret: string, subject: string, name = 'Nora', claims: object = {}): Promise<string> {
  return new SignJWT({ name, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setAudience('gazette')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
}
