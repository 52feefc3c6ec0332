// What the tests look for on a page. Each look gives a list of faults in words, empty when all is well.
(() => {
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  // What lies in a part not opened yet has its place, and cannot be seen.
  const shown = (one) => one.getClientRects().length > 0 && one.checkVisibility({ visibilityProperty: true });
  const name = (one) => one.outerHTML.replace(/\s+/g, ' ').slice(0, 90);
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const ticked = (one) => one.type === 'radio' || one.type === 'checkbox';

  // The words that can be seen, whatever the lines.
  const words = () => document.body.innerText.replace(/\s+/g, '');
  let known = '';
  const remember = () => { known = words(); };
  const lost = () => (words() === known ? [] : ['words were lost or added']);
  const top = () => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  };

  const run = async (options) => {
    const { violations } = await axe.run(document, options);
    return violations.map((one) => `${one.id} ${one.nodes[0].html.slice(0, 120)}`);
  };

  // Nothing beyond the right edge, nothing cut off by its own box; what is one pixel large is there for ears, and what
  // is typed into a line scrolls in it.
  const whole = () => {
    const faults = [];
    const width = document.documentElement.scrollWidth;
    if (width > innerWidth) faults.push(`${width} px wide in ${innerWidth}`);
    for (const one of all('body *')) {
      const style = getComputedStyle(one);
      const cut = `${style.overflowX} ${style.overflowY}`.match(/hidden|clip/);
      const over = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
      if (over && one.clientWidth > 1 && one.tagName !== 'INPUT' && (cut || one.matches('button, .button'))) faults.push(`cut off: ${name(one)}`);
    }
    return faults;
  };

  // The spacing of WCAG 2.2, 1.4.12, laid over the page's own.
  const spaced = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
    const faults = whole().map((fault) => `spaced out, ${fault}`);
    document.adoptedStyleSheets = [];
    return faults;
  };

  // No word goes on in the next line that fits into one. An address breaks anywhere.
  const cut = () => {
    const faults = [];
    const room = document.querySelector('main')?.clientWidth ?? innerWidth;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!shown(node.parentElement) || node.parentElement.closest('code')) continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}’']+/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const parts = [...range.getClientRects()].filter((part) => part.width > 0);
        const long = parts.reduce((sum, part) => sum + part.width, 0);
        const lines = new Set(parts.map((part) => Math.round(part.top)));
        if (lines.size > 1 && long < room * 0.75) faults.push(`cut in two: ${word} in ${name(node.parentElement)}`);
      }
    }
    return faults;
  };

  // 44 px for what is pressed or ticked, 24 px for links that stand alone.
  const targets = () => {
    const faults = [];
    for (const one of all(CONTROLS)) {
      const link = one.tagName === 'A' && !one.classList.contains('button');
      if (link && getComputedStyle(one).display === 'inline') continue;
      const hit = ticked(one) ? one.labels[0] ?? one : one;
      const box = hit.getBoundingClientRect();
      if (Math.min(box.width, box.height) < (link ? 24 : 44))
        faults.push(`${Math.round(box.width)} by ${Math.round(box.height)} px: ${name(one)}`);
    }
    return faults;
  };

  // Title, language and landmarks.
  const shape = () => {
    const faults = [];
    const once = { h1: 'h1', main: 'main', header: 'body > header', footer: 'body > footer' };
    for (const [what, selector] of Object.entries(once))
      if (all(selector).length !== 1) faults.push(`not one ${what}`);
    if (document.documentElement.lang !== 'en') faults.push('does not say its language');
    const [topic, whose] = [document.querySelector('h1')?.innerText.trim(), ' – Minutebook'];
    if (!document.title.endsWith(whose)) faults.push(`title without our name: ${document.title}`);
    if (!document.title.startsWith(topic)) faults.push(`title "${document.title}" does not begin with "${topic}"`);
    const labels = all('nav').map((nav) => nav.getAttribute('aria-label') ?? nav.getAttribute('aria-labelledby'));
    if (new Set(labels).size !== labels.length || labels.includes(null)) faults.push('navigation without its own name');
    return faults;
  };

  // Where help stands: its place on the screen and among the elements.
  const help = () => {
    const line = document.querySelector('.help-line');
    const { left, top } = line.getBoundingClientRect();
    let path = '';
    for (let one = line; one.parentElement; one = one.parentElement)
      path = `/${[...one.parentElement.children].indexOf(one)}${path}`;
    return `${Math.round(left)}, ${Math.round(top + scrollY)} at ${path}`;
  };

  // What the Tab key must visit, in order: of radio buttons the chosen one, else the first.
  let order = [];
  const tabbable = () => {
    const stops = (one) => {
      if (one.matches(':disabled') || one.tabIndex < 0) return false;
      if (one.type !== 'radio') return true;
      const group = [...document.getElementsByName(one.name)].filter((other) => other.form === one.form);
      return one === (group.find((other) => other.checked) ?? group[0]);
    };
    order = all(CONTROLS).filter(stops);
    return order.length;
  };

  const ringed = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && style.outlineColor !== getComputedStyle(document.body).backgroundColor;
  };

  // What is wrong with the focus after pressing Tab for the nth time.
  // Of radio buttons none of which is chosen, browsers differ in which they visit first.
  const alike = (one, other) =>
    one === other || (one.type === 'radio' && other?.type === 'radio' && one.name === other.name && one.form === other.form);
  // A day or a time is one thing to fill in, though Tab stops at each part of it.
  const within = (number) => document.activeElement === order[number - 1] && /^(date|time)$/.test(order[number - 1].type);
  const focus = (number) => {
    const [one, expected] = [document.activeElement, order[number]];
    if (!alike(one, expected)) return [`Tab ${number + 1} comes to ${name(one)}, not to ${name(expected)}`];
    const faults = ringed(one) ? [] : [`no ring: ${name(one)}`];
    const box = one.getClientRects()[0];
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, 20) / 2];
    const met = document.elementFromPoint(x, y);
    const own = met && (one.contains(met) || met.contains(one) || [...one.labels ?? []].some((l) => l.contains(met)));
    if (!own) faults.push(`hidden when in focus: ${name(one)}`);
    const before = order[number - 1];
    const above = before && !before.matches('.skip') && box.bottom <= before.getBoundingClientRect().top - 1;
    return above ? [...faults, `stands above what comes before it: ${name(one)}`] : faults;
  };
  const left = () => (document.activeElement === order.at(-1) ? [`Tab cannot leave ${name(order.at(-1))}`] : []);
  const skipped = () => {
    const [one, main] = [document.activeElement, document.querySelector('main')];
    const inside = order.find((other) => main.contains(other)) ?? order.find((other) => other.closest('footer'));
    return alike(one, inside) ? [] : [`after skipping, Tab comes to ${name(one)}`];
  };

  // In forced colours: edges that can be seen, and the ring.
  const edged = () => {
    const faults = [];
    const ground = getComputedStyle(document.body).backgroundColor;
    for (const one of all(CONTROLS).filter((other) => other.tagName !== 'A' || other.matches('.button'))) {
      const style = getComputedStyle(one);
      const edge = parseFloat(style.borderTopWidth) >= 1 && style.borderTopColor !== ground;
      if (!edge && !ticked(one) && one.tagName !== 'SUMMARY') faults.push(`no edge: ${name(one)}`);
      if (one.matches(':disabled')) continue;
      one.focus({ focusVisible: true });
      if (!ringed(one)) faults.push(`no ring: ${name(one)}`);
    }
    return faults;
  };

  // On paper: 16 point at least, and nothing that only a screen needs.
  const printed = () => {
    const faults = all('header.top, nav, body > footer, .skip, button, .button').map((one) => `printed: ${name(one)}`);
    if (all('h1').length !== 1) faults.push('printed without its heading');
    for (const one of all('body *')) {
      const speaks = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const points = parseFloat(getComputedStyle(one).fontSize) * 0.75;
      if (speaks && points < 15.9) faults.push(`printed in ${points} point: ${name(one)}`);
    }
    return faults;
  };

  window.looks = {
    axe: run, cut, edged, focus, help, left, lost, printed, remember, shape, skipped, spaced, tabbable, targets, top, whole, within,
  };
})();
