/** What is typed of steps and not sent. Nothing of it outlives a conversation whose words are deleted. */

import { computed, effect } from "@preact/signals";
import { dropDraft } from "../../kernel/drafts/draft-writing";
import { held } from "../../kernel/drafts/drafts";
import { draftsOf, holdDiscard } from "../../kernel/sync/tray";
import { type Conversation, emptied as emptiedOnTwoPhones } from "./conversation";
import { STEPS } from "./kinds";
import { ownConversations } from "./own";

/** Under which id the form of the next step keeps what is typed, on two phones or on one. */
export function formOf({ id, place }: Pick<Conversation, "id" | "place">): string {
	return `${formsOf(id)}${place.number}`;
}

/** Under which id the form of what one takes away keeps what is typed. */
export function takeawayFormOf({ id }: Pick<Conversation, "id">): string {
	return `${formsOf(id)}takeaway`;
}

/** Deletes all that is typed of a conversation; returns a function that restores it. */
export function dropForms(id: string): () => void {
	const restore = [...held.value.keys()].filter((form) => form.startsWith(formsOf(id))).map(dropDraft);
	return () => {
		for (const undo of restore) undo();
	};
}

function formsOf(id: string): string {
	return `conversations/${id}/`;
}

/** The conversations whose words were deleted at the end or later; what each takes away stays. */
const emptied = computed(() => [
	...emptiedOnTwoPhones.value,
	...ownConversations.value.filter(({ over, keeps }) => over && !keeps).map(({ id }) => id),
]);

const typed = computed(() =>
	[...held.value.keys()].filter((form) => {
		const [, id = "", step] = form.split("/");
		return form.startsWith(formsOf(id)) && Number(step) > 0 && emptied.value.includes(id);
	}),
);

const heldSteps = draftsOf(STEPS);
/** Those that a pause held back. */
const heldBack = computed(() =>
	heldSteps.value.filter(({ record_id }) => emptied.value.some((id) => record_id.startsWith(`${id}/`))),
);
const discarded = new Set<number>();

// wherever conversations are read
effect(() => typed.value.forEach((form) => void dropDraft(form)));
effect(() => {
	for (const { id } of heldBack.value.filter((item) => !discarded.has(item.id))) {
		discarded.add(id);
		void holdDiscard(id);
	}
});
