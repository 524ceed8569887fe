import { marker } from './report.mjs';

/** Search at most this many pages of a pull request's comments. */
const mostPages = 20;

/**
 * Posts the comment on a pull request, or replaces the earlier one. Returns the reason if it cannot, else
 * undefined. A pull request from a fork has a token without write access.
 */
export async function postComment(text, { api, repository, number, token }) {
  if (!token) return 'the comment was not written: there is no token';
  const ask = async (path, method = 'GET', body = undefined) => {
    const response = await fetch(`${api}/repos/${repository}${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`GitHub answers ${response.status}`);
    return response.json();
  };
  try {
    const earlier = await findComment(ask, number);
    if (earlier === undefined) await ask(`/issues/${number}/comments`, 'POST', { body: text });
    else await ask(`/issues/comments/${earlier}`, 'PATCH', { body: text });
    return undefined;
  } catch (error) {
    return `the comment was not written: ${error instanceof Error ? error.message : error}`;
  }
}

/** Finds the earlier comment. Only a bot's comment counts, since anybody can write the marker. */
async function findComment(ask, number) {
  for (let page = 1; page <= mostPages; page++) {
    const comments = await ask(`/issues/${number}/comments?per_page=100&page=${page}`);
    const found = comments.find(({ user, body }) => user?.type === 'Bot' && body?.startsWith(marker));
    if (found) return found.id;
    if (comments.length < 100) return undefined;
  }
  return undefined;
}
