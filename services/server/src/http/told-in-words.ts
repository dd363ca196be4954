import type { Problem } from '@parley/contracts/problems';
import type { Request, RequestHandler, Response } from 'express';
import { chooseLanguage } from './choose-language.ts';
import { type Language, languageFor } from './pages/language.ts';
import { sendProblemPage } from './pages/problem-page.ts';
import type { Absence } from './pages/problem-words.ts';

/**
 * Marks an address as one that people open, in a language of theirs: whatever goes wrong there is told as a page.
 * `absence` is what is said where there is nothing.
 */
export function toldInWords(absence: Absence = 'nothingHereText'): RequestHandler {
  return async (request, response, next) => {
    const language = await findLanguage(request, response);
    response.locals.language = language;
    response.locals.sendProblem = (_response: Response, problem: Problem) =>
      sendProblemPage(response, language, problem, absence);
    next();
  };
}

/** The language of an answer that is told in words. */
export function languageOf(response: Response): Language {
  return response.locals.language;
}

/** Finds the language to answer a request in, and says so in the answer, to its reader and to caches. */
export function findLanguage(request: Request, response: Response): Promise<Language> {
  const { tag, isAsked } = chooseLanguage(request.query.lang, request.get('accept-language'));
  response.set('Content-Language', tag);
  if (!isAsked) response.vary('Accept-Language');
  return languageFor(tag, isAsked);
}
