import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What a plain page may do: show itself and send its own forms. Nothing runs; the JSON for search engines is
 * data, which no script policy speaks of.
 */
export function plainPagePolicy(): RequestHandler {
  return helmet({
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // Forms name their origin under this policy, and only to us; other places learn nothing of the address.
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ['data:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        // A form in a frame could be pressed by somebody who sees something else.
        frameAncestors: ["'none'"],
      },
    },
  });
}
