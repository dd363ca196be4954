import type { RequestHandler } from 'express';
import { sendProblemPage } from './pages/problem-page.ts';

/** Marks an address as one that people open: whatever goes wrong there is told as a page. */
export const toldInWords: RequestHandler = (_request, response, next) => {
  response.locals.sendProblem = sendProblemPage;
  next();
};
