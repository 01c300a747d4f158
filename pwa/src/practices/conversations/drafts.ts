/** Invitations that the server refused for now. Each stays here, and is sent only if its author sends it again. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { session } from "../../kernel/store/session";
import type { Undo } from "../../kernel/sync/to-write";
import { draftsOf, holdDiscard, type TrayItem } from "../../kernel/sync/tray";
import { textOf } from "../../kernel/text/text-of";
import { CONVERSATIONS } from "./kinds";
import { propose, type Wish } from "./store";

export interface Draft extends Wish {
	readonly id: string;
	readonly why: "paused" | "open_conversation" | "resting" | "already_ended";
}

const held = draftsOf(CONVERSATIONS);

/** What was not sent to the partner of now. */
export const drafts: ReadonlySignal<readonly Draft[]> = computed(() => {
	const { value } = session;
	const couple = value.state === "ready" ? value.couple : null;
	return held.value.filter(({ space_id }) => space_id === couple?.id).map(asDraft);
});

export function draftOf(id: string | undefined): Draft | undefined {
	return drafts.value.find((draft) => draft.id === id);
}

/** Sends it again as it is, from now on. */
export async function sendAgain(draft: Draft): Promise<void> {
	await propose(draft, draft.id);
}

/** Deletes it, after the time for Undo. */
export async function letGo(id: string): Promise<Undo | undefined> {
	const item = held.value.find(({ record_id }) => record_id === id);
	return item && holdDiscard(item.id);
}

function asDraft({ record_id: id, problem, mine, mine_fields }: TrayItem): Draft {
	const { mode, keeps, turn_seconds, speaks_first } = mine_fields;
	return {
		id,
		line: textOf(mine?.line),
		mode: mode === "written" ? "written" : "spoken",
		keeps: keeps === true,
		minutes: Number(turn_seconds) / 60,
		mine_first: speaks_first === "author",
		// the drafts of this kind have one of these codes
		why: problem.code as Draft["why"],
	};
}
