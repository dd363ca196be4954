import { layout, troubleLine } from './layout.ts';
import { html } from './markup.ts';

/** What goes wrong, as readers see it, and what they can do about it. */
const ANSWERS: readonly { question: string; answer: string }[] = [
  {
    question: 'The comments do not show at all.',
    answer:
      'An extension that blocks advertising or scripts may have taken them for something else: allow the address of this page in it, and reload the article. Company networks and VPNs sometimes do the same. The comments can also be read and written on a plain page, which needs no scripts; where they could not be loaded, a link leads there.',
  },
  {
    question: 'It says that the page may not show the comments, or forbids something that they need.',
    answer:
      'Only the owner of the website can mend that. Please report it: the panel has already found out what they need to know.',
  },
  {
    question: 'I pressed Post, and my comment is not there.',
    answer:
      'If it says “awaiting a moderator”, somebody reads it first. If it says that it was not sent, it is kept in this browser with everything you wrote, and is posted when your connection is back. It is never posted twice, however often you press.',
  },
  {
    question: 'New replies do not show by themselves, or late.',
    answer:
      'Some networks do not let live connections through. The comments then look for news a few times a minute; nothing is lost, it only comes later. Reloading the page always shows everything.',
  },
  {
    question: 'I was signed out, or signing in is refused.',
    answer:
      'Sessions end after a while. Sign in again, or give your name again as a guest; what you were writing is still there. If the website’s own sign-in is refused, sign out of the website and in again.',
  },
  {
    question: 'It says that I should wait.',
    answer:
      'So that nobody can flood a discussion, only so many comments are taken from one place in a few minutes. What you wrote stays, and the counter says when it can be posted.',
  },
  {
    question: 'My name and drafts are gone each time.',
    answer:
      'The browser does not let the comments keep anything, for example in a private window or with site data blocked. Writing works all the same, for as long as the page is open.',
  },
  {
    question: 'The times beside comments are wrong.',
    answer: 'The clock of your device may be off. Let it set its clock by itself, and reload the page.',
  },
  {
    question: 'What became of my report?',
    answer:
      'Press the line under the comments again: on the device that you reported from, your earlier reports stand below the form, each with what became of it and a button that deletes it. A report that could not be sent waits there too, and goes out by itself. On any other device, the address /h/ followed by the number shows the same. If you gave an e-mail address, an answer may come to it; it is used for nothing else, and deleted with the report.',
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
