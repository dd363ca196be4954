import { layout, troubleLine } from './layout.ts';
import { html } from './markup.ts';

/** What goes wrong, as readers see it, and what they can do about it. */
const ANSWERS: readonly { question: string; answer: string }[] = [
  {
    question: 'The comments do not show at all.',
    answer:
      'An extension that blocks advertising or scripts may have taken them for something else: allow this site in it and reload the page. The line under the article also leads to a plain page of the same comments, which needs no scripts.',
  },
  {
    question: 'I pressed Post, and my comment is not there.',
    answer:
      'If it says “awaiting a moderator”, somebody reads it first. If it says that it was not sent, it is kept in this browser with everything you wrote: press “Try again” when your connection is back. It is never posted twice, however often you press.',
  },
  {
    question: 'New replies do not show by themselves.',
    answer:
      'Some networks do not let live connections through. The comments then look for news a few times a minute; nothing is lost, it only comes later.',
  },
  {
    question: 'I was signed out.',
    answer:
      'Sessions end after a while. Sign in again, or give your name again as a guest; what you were writing is still there.',
  },
  {
    question: 'It says that I should wait.',
    answer:
      'So that nobody can flood a discussion, only so many comments are taken from one place in a few minutes. What you wrote stays, and the counter says when it can be posted.',
  },
  {
    question: 'My name and drafts are gone each time.',
    answer:
      'The browser does not let the comments keep anything, for example in a private window or with cookies blocked for embedded services. Writing works all the same, for as long as the page is open.',
  },
];

/** "If commenting does not work", for readers. Needs neither the store nor a script. */
export function helpPage(): string {
  const title = 'If commenting does not work';
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main>
${ANSWERS.map(({ question, answer }) => html`<section><h2>${question}</h2><p>${answer}</p></section>\n`)}
<section><h2>Something else?</h2>
<p>Write to us. You see what is sent before it goes, get a number to look up what became of it, and can have it deleted; after 30 days it is deleted anyway.</p>
${troubleLine(null, null)}</section>
</main>`;
  return layout({ title, canonical: null, feed: null, structuredData: null, body });
}
