/** Whether there is room for the tabs at the side: from 900 px, at the usual text size. As in wide.css. */

import { signal } from "@preact/signals";

const room = matchMedia("(min-width: 56.25em)");

export const isWide = signal(room.matches);

room.addEventListener("change", ({ matches }) => {
	isWide.value = matches;
});
