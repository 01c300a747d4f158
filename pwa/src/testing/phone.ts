/**
 * Phones for tests: each has its own IndexedDB, cookie and channel, all over one fake server. They share the kernel's
 * modules, so one phone is awake at a time: waking one is opening the app on it.
 */

import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import { writeDrafts } from "../kernel/drafts/draft-writing";
import * as drafts from "../kernel/drafts/drafts";
import * as status from "../kernel/http/status";
import * as account from "../kernel/identity/account";
import * as handovers from "../kernel/identity/handover-flow";
import * as handoverShown from "../kernel/identity/handover-shown";
import * as identity from "../kernel/identity/identity";
import * as keepingPartner from "../kernel/identity/keep-partner";
import * as leaving from "../kernel/identity/leaving";
import * as pairing from "../kernel/identity/pairing";
import * as passSeat from "../kernel/identity/pass-seat";
import * as phones from "../kernel/identity/phones";
import * as recovery from "../kernel/identity/recovery";
import * as recoveryWords from "../kernel/identity/recovery-words";
import * as seatTaking from "../kernel/identity/seat-taking";
import * as signOut from "../kernel/identity/sign-out";
import * as staying from "../kernel/identity/stay";
import * as told from "../kernel/identity/told";
import * as dueRoots from "../kernel/keys/due-roots";
import * as keySync from "../kernel/keys/key-sync";
import * as newKeys from "../kernel/keys/new-keys";
import * as newPhones from "../kernel/keys/new-phones";
import * as wayBack from "../kernel/keys/way-back";
import * as preferences from "../kernel/preferences/preferences";
import { useNotices } from "../kernel/push/notice-face";
import * as channel from "../kernel/store/channel";
import * as clock from "../kernel/store/clock";
import * as keyring from "../kernel/store/keyring";
import * as local from "../kernel/store/local";
import * as meta from "../kernel/store/meta";
import { useKinds } from "../kernel/store/practice";
import * as queue from "../kernel/store/queue";
import { readSession } from "../kernel/store/read-session";
import * as records from "../kernel/store/records";
import * as session from "../kernel/store/session";
import { hearSilence } from "../kernel/store/silence";
import * as feed from "../kernel/sync/feed";
import * as forgetting from "../kernel/sync/forgetting";
import * as outbox from "../kernel/sync/outbox";
import * as tray from "../kernel/sync/tray";
import * as write from "../kernel/sync/write";
import { PRACTICES } from "../practices";
import * as asks from "../practices/asks/store";
import * as checkins from "../practices/checkins/store";
import { NOTICES } from "../practices/notices.gen";
import * as pauses from "../practices/pauses/store";
import * as profiles from "../practices/profiles/store";
import * as readiness from "../practices/readiness/store";
import * as rituals from "../practices/rituals/store";
import type { Jar } from "./fake-caller";
import type { FakeServer } from "./fake-server";
import { stretchOnce } from "./stretched-once";

stretchOnce();
// making keys is slow on a busy machine
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const RealChannel = globalThis.BroadcastChannel;
const kernel = {
	account,
	dueRoots,
	handoverShown,
	passSeat,
	recoveryWords,
	staying,
	told,
	drafts,
	feed,
	forgetting,
	handovers,
	identity,
	keepingPartner,
	leaving,
	keySync,
	local,
	meta,
	newKeys,
	newPhones,
	outbox,
	pairing,
	phones,
	preferences,
	queue,
	records,
	recovery,
	seatTaking,
	session,
	signOut,
	status,
	tray,
	wayBack,
	write,
};
const stores = { asks, checkins, pauses, profiles, readiness, rituals };

useKinds([preferences.PREFERENCES, ...PRACTICES.flatMap(({ kinds }) => kinds)]);
hearSilence(pauses.silence);
useNotices(NOTICES);

export type Phone = Awaited<ReturnType<typeof openPhone>>;

/** An empty phone, awake. */
export async function openPhone(server: FakeServer, name = "a phone") {
	const jar: Jar = { token: null };
	const indexedDB = new IDBFactory();
	// of its own, so that nothing comes from a phone of an earlier test that still finishes something
	const BroadcastChannel = ownChannels();
	const wake = async (): Promise<void> => {
		await writeDrafts();
		drafts.forgetDrafts();
		await local.closeLocal();
		channel.closeChannel();
		keyring.forgetKeys();
		vi.stubGlobal("indexedDB", indexedDB);
		vi.stubGlobal("BroadcastChannel", BroadcastChannel);
		vi.stubGlobal("fetch", server.fetchFor(jar));
		vi.stubGlobal("location", new URL("https://twofold.example/"));
		records.clearTables();
		status.noteAnswer(200);
		handoverShown.showHandover(null);
		await Promise.all([
			readSession(),
			records.fillTables(),
			queue.rereadQueue(),
			clock.loadClock(),
			handovers.resume(),
			wayBack.loadWayBack(),
			newPhones.loadNewPhones(),
			newKeys.loadNewKey(),
			told.loadTold(),
			drafts.loadDrafts(),
		]);
	};
	await wake();
	return { name, jar, wake, ...kernel, ...stores };
}

/** The same browser profile after its site data was lost: the cookie is still there. */
export async function openEmptied(server: FakeServer, { name, jar }: Phone): Promise<Phone> {
	const emptied = await openPhone(server, `${name}, emptied`);
	emptied.jar.token = jar.token;
	return emptied;
}

function ownChannels(): typeof BroadcastChannel {
	const phone = crypto.randomUUID();
	return class extends RealChannel {
		constructor(name: string) {
			super(`${phone}/${name}`);
		}
	};
}
