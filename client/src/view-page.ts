/** What a page of a view is made of; the body is HTML. */
export interface ViewPage {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  readonly body: string;
}

/** The HTML of a view. Nothing but its own style and script may load or run in it. */
export function viewPage({ title, style, script, body }: ViewPage): string {
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join('');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style nonce="${nonce}">${style}
</style>
</head>
<body>
${body}
<script nonce="${nonce}">${script}
</script>
</body>
</html>`;
}
