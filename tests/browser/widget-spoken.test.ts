import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openSpokenPage, type SpokenNode, type SpokenPage } from '../harness/accessibility-tree.ts';
import { waitFor } from '../harness/wait-for.ts';
import { describeStage } from './widget-stage.ts';

describeStage('The widget by ear', (stage) => {
  let page: Page;
  let tree: SpokenPage;

  before(async () => {
    const bob = await stage.service.guest('Bob');
    const carl = await stage.service.guest('Carl');
    const root = await bob.post('by ear', 'The bridge is **closed**.');
    await carl.post('by ear', 'Until when?', { parent: root.id });
    page = await stage.open('by ear');
    tree = await openSpokenPage(page);
    await tree.find('article', 'Reply by Carl');
  });

  /** What live regions say now. */
  async function announced(): Promise<string> {
    return (await tree.read())
      .filter((node) => node.role === 'StaticText' && node.live)
      .map((node) => node.name)
      .join(' ');
  }

  function headings(nodes: SpokenNode[]): string[] {
    return nodes
      .filter(({ role }) => role === 'heading')
      .map(({ name, states }) => `${states.level} ${name}`);
  }

  it('is a region with headings that step down as the branches do', async () => {
    const region = await tree.find('region', 'Comments');
    expect(region.within).to.include('by ear');
    expect(headings(await tree.read())).to.deep.equal(['1 by ear', '2 Comments', '3 Bob', '4 Carl']);
  });

  it('a reply is begun, written, posted and told of, and the focus goes with it', async () => {
    expect((await tree.find('button', 'Reply to Bob')).states.expanded).to.equal(false);
    await tree.press('button', 'Reply to Bob');
    await waitFor('the box to have the focus', async () => (await tree.focused()).role === 'textbox');
    expect((await tree.find('button', 'Reply to Bob')).states.expanded).to.equal(true);
    const box = await tree.focused();
    expect([box.within.at(-1), box.name]).to.deep.equal(['Comment by Bob', 'Write a reply']);
    await page.keyboard.insertText('For good.');
    await tree.type('textbox', 'Your name', 'Alice');
    await tree.press('button', 'Post');
    const article = await tree.find('article', 'Reply by Alice');
    expect(article.within).to.include('Comments');
    await waitFor('the focus to be with the comment', async () => {
      const { name, within } = await tree.focused();
      return [...within, name].includes('Reply by Alice');
    });
    expect(headings(await tree.read())).to.include('4 Alice');
  });

  it('a vote says that it is cast, and how many there are', async () => {
    await tree.press('button', 'Vote for this comment, 0', 'Comment by Bob');
    const cast = await tree.find('button', 'Vote for this comment, 1', 'Comment by Bob');
    expect(cast.states.pressed).to.equal('true');
  });

  it('a branch says whether it is folded, and hides what is in it', async () => {
    await tree.press('button', 'Fold the branch of Bob');
    await waitFor('the replies to be hidden', async () =>
      (await tree.read()).every(({ name }) => name !== 'Reply by Carl'),
    );
    await tree.press('button', '2 replies', 'Comment by Bob');
    await tree.find('article', 'Reply by Carl');
  });

  it('a report asks for a reason in a named group, thanks, and gives the focus back', async () => {
    await tree.press('button', 'Report', 'Reply by Carl');
    const group = await tree.find('group', 'Why should a moderator look at this?');
    await tree.press('radio', /spam/i, group.name);
    await tree.press('button', /^Send/);
    await waitFor('thanks to be announced', async () => /Thank/.test(await announced()));
    const { name, within } = await tree.focused();
    expect([...within, name]).to.include('Reply by Carl');
  });

  it('what others write is announced once, politely, and read when asked for', async () => {
    const dora = await stage.service.guest('Dora');
    await dora.post('by ear', 'It opens on Monday.');
    await tree.find('button', /1 new comment/);
    expect((await tree.read()).filter(({ live }) => live === 'assertive')).to.deep.equal([]);
    await tree.press('button', /1 new comment/);
    await tree.find('article', 'Comment by Dora');
    await waitFor('the focus to be with what is new', async () => {
      const { name, within } = await tree.focused();
      return [...within, name].includes('Comment by Dora');
    });
  });
});
