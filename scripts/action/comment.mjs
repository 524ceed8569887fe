import { marker } from './report.mjs';

/** More comments of a pull request are not looked through. */
const mostPages = 20;

/**
 * Writes the comment of a pull request, in place of the one that was written before. Returns why it was not written;
 * undefined when it was. A pull request from a fork has a token that may not write.
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

/** The comment that was written before: of a bot, since anybody can write the marker. */
async function findComment(ask, number) {
  for (let page = 1; page <= mostPages; page++) {
    const comments = await ask(`/issues/${number}/comments?per_page=100&page=${page}`);
    const found = comments.find(({ user, body }) => user?.type === 'Bot' && body?.startsWith(marker));
    if (found) return found.id;
    if (comments.length < 100) return undefined;
  }
  return undefined;
}
