/** A notice for your own yes stays on the lock screen, silent and neutral, so that you can withdraw it there. */

import { part } from "../../kernel/browser/parts";
import { push } from "../../kernel/push/push-state";
import { serverNow, toInstant } from "../../kernel/store/clock";
import { ready } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { clockTime } from "../../ui/when";
import { ASK_ANSWERS } from "./kinds";
import { notices, OWN_YES } from "./notices";

const presentPart = part(() => import("../../kernel/push/present"));

/** Shows it until the yes ends, if notices are on. */
export async function keepAtHand(answer_id: string, until: number): Promise<void> {
	if (push.value !== "on") return;
	const [ask_id = ""] = answer_id.split("/");
	const { couple } = ready();
	const [tag, local] = [`yes ${answer_id}`, clockTime(until)];
	const notice = {
		notice: tag,
		kind: OWN_YES,
		space_id: couple?.id ?? "",
		record_kind: ASK_ANSWERS.name,
		record_id: answer_id,
		ask_id,
		answer: "yes",
		at: toInstant(until),
		local,
		actions: ["withdraw"],
	};
	const neutral = { title: m.push_neutral(), body: m.push_until({ time: local }) };
	const shown = { ...neutral, path: `/asks/${ask_id}`, tag, silent: true, notice };
	// if this fails or the browser refuses, Today has the same button
	await presentPart()
		.then(({ presentHere }) => presentHere(shown, serverNow(), notices))
		.catch(() => undefined);
}

/** Removes the notices of yeses that are over; if that fails, it is tried again when Today opens. */
export async function tidyUp(running: readonly string[]): Promise<void> {
	await presentPart()
		.then(({ dismissHere }) => dismissHere(({ kind, record_id }) => kind === OWN_YES && !running.includes(record_id)))
		.catch(() => undefined);
}
