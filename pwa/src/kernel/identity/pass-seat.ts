/** Starts and cancels the passing of a seat. Each step is loaded when needed. */

import { part } from "../browser/parts";

const handoverFlowPart = part(() => import("./handover-flow"));
const seatTakingPart = part(() => import("./seat-taking"));

/** Makes a code for a partner who has lost every phone and starts again. Needs the network; throws Problem. */
export async function offerSeat(name: string | null): Promise<void> {
	await (await handoverFlowPart()).offer("seat", name);
}

/** Cancels the passing of the seat. Needs the network; throws Problem. */
export async function stopSeat(): Promise<void> {
	await (await seatTakingPart()).stopSeat();
}
