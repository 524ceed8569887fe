/** Returns functions that use a page with a workbench as a person would. */
export function driverOf(page) {
  return {
    /** Opens a file of the workspace by its name. */
    async open(file) {
      await page.keyboard.press('Control+p');
      await page.locator('.quick-input-widget input').fill(file);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: file }).first().waitFor();
      await page.waitForTimeout(300);
    },

    /** Runs a command of the command palette. */
    async command(title) {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill(`>${title}`);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
      await page.keyboard.press('Enter');
    },

    async goTo(line, column = 1) {
      await page.keyboard.press('Control+g');
      await page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
    },

    /** Returns the page of the visible webview. */
    inView() {
      return page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
    },
  };
}
