/** Shows a notice on the lock screen: neutral, or with its words if they may be seen. */

import type { Notice } from "../store/practice";
import { type Push, toldOf } from "./notice";
import { buttonWords, type Notices, type Told, useNotices } from "./notice-face";
import { say } from "./notice-words";

/** The data of a shown notification, for the tap on it. */
export interface NotificationData {
	readonly path: string;
	readonly notice: Notice | null;
}

/** Shows a push. `told` is what its words may say; `quiet` makes it neutral, silent and without buttons. */
export async function present(
	registration: ServiceWorkerRegistration,
	push: Push,
	{ told, quiet, silent }: { readonly told: Told | null; readonly quiet: boolean; readonly silent: boolean },
): Promise<void> {
	const said = told && !quiet ? say(told) : null;
	await registration.showNotification(said?.title ?? push.title, {
		body: said?.body ?? push.body,
		tag: push.tag,
		silent: push.silent || silent || quiet,
		icon: said ? "/icons/icon-192.png" : "/icons/neutral-192.png",
		data: { path: push.path, notice: push.notice } satisfies NotificationData,
		...(quiet || !push.notice ? {} : actions(push.notice)),
	});
}

/** Shows a notice that this phone made itself, silently; for pages. `of` are the notices of its practice. */
export async function presentHere(push: Push, now: number, of: Notices): Promise<void> {
	useNotices([of]);
	const registration = await navigator.serviceWorker?.getRegistration();
	if (!registration) return;
	await present(registration, push, { told: await toldOf(push, now), quiet: false, silent: true });
}

/** Closes shown notices that are over. */
export async function dismissHere(isOver: (notice: Notice) => boolean): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	for (const shown of (await registration?.getNotifications()) ?? []) {
		// only `present` makes notifications, with this data
		const { notice } = shown.data as NotificationData;
		if (notice && isOver(notice)) shown.close();
	}
}

/** Buttons, if the browser supports them; the screen that a tap opens has the same ones. */
function actions(notice: Notice): object {
	const list = (notice.actions ?? []).flatMap((action) => {
		const title = buttonWords(action, notice);
		return title ? [{ action, title }] : [];
	});
	return { actions: list };
}
