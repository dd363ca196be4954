import { pastKinds } from '../author/words.ts';
import { useDesk } from '../desk/desk-context.ts';
import { formatPlace, type PeoplePlace, peoplePlace } from '../place/place.ts';
import { queue as queueWords } from '../queue/words.ts';
import { ListPane } from '../shell/ListPane.tsx';
import { SearchForm } from '../shell/SearchForm.tsx';
import type { Person } from './people-list.ts';
import { people as words } from './words.ts';

export function PeopleList({ place }: { place: PeoplePlace }) {
  const { people: list, navigation } = useDesk();
  const { q, site } = place;
  return (
    <ListPane
      label={words.label}
      tools={
        <div class="room-tools" key={q}>
          <SearchForm
            label={words.search}
            submit={words.find}
            value={q}
            onFind={(found) => navigation.go({ ...place, author: null, q: found })}
          />
          {q === null && <p class="quiet-text">{words.inForce}</p>}
        </div>
      }
      status={list.status.value}
      problem={list.problem.value}
      failed={words.failed}
      onRetry={() => void list.show({ site, q })}
      rowCount={list.entries.value.length}
      empty={
        <>
          <p>{q === null ? words.empty : words.emptySearch(q)}</p>
          {q !== null && (
            <a class="button" href={formatPlace(peoplePlace(site))}>
              {words.clear}
            </a>
          )}
        </>
      }
      selected={place.author}
      next={list.next.value}
      more={words.more}
      moreBusy={list.isLoadingMore.value ? queueWords.loadingMore : null}
      onMore={() => void list.more()}
    >
      {list.entries.value.map((person) => (
        <PersonRow key={person.id} person={person} place={place} />
      ))}
    </ListPane>
  );
}

function PersonRow({ person, place }: { person: Person; place: PeoplePlace }) {
  const { moderator } = useDesk();
  const { standing } = person;
  return (
    <li class="row room-row">
      <a
        href={formatPlace({ ...place, author: person.id })}
        data-row
        aria-current={person.id === place.author || undefined}
      >
        <span class="row-head">
          <b class="room-title">{person.name}</b>
        </span>
        {standing && (
          <span class="log-more">{words.counts(standing.published, standing.held, standing.rejected)}</span>
        )}
        <span class="tags">
          {person.sanctions.map((kind) => (
            <span key={kind} class="tag warn">
              {pastKinds[kind]}
            </span>
          ))}
          {moderator.sites.length > 1 && <span class="tag">{person.site}</span>}
        </span>
      </a>
    </li>
  );
}
