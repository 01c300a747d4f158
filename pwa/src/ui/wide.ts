/** Whether there is room for the places at the side: from 900 px on, in text of the usual size. As in wide.css. */

import { signal } from "@preact/signals";

const room = matchMedia("(min-width: 56.25em)");

export const isWide = signal(room.matches);

room.addEventListener("change", ({ matches }) => {
	isWide.value = matches;
});
