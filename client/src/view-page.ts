/** The parts of a view's page; the body is HTML. */
export interface ViewPage {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  readonly body: string;
}

/** Returns the HTML of a view. It can only load and run its own style and script. */
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
