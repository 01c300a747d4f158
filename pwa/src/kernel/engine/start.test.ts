import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PRACTICES } from "../../practices";
import { REFUSALS } from "../../testing/failing-store";
import { closeChannel } from "../store/channel";
import { begin, closeLocal, life } from "../store/local";
import { writeMeta } from "../store/meta";
import { session } from "../store/session";
import { startKernel } from "./start";

const { run } = vi.hoisted(() => ({ run: vi.fn() }));
vi.mock("./engine", () => ({ run, pullSoon: vi.fn() }));

const PERSON = { person_id: "a", device_id: "b", signing_key: "", device_key: "", device_signature: "" };
const told = vi.fn();
let store: IDBFactory;

/** A phone with an account; the page that showed it is closed. */
beforeEach(async () => {
	store = new IDBFactory();
	vi.stubGlobal("indexedDB", store);
	vi.stubGlobal("document", { visibilityState: "hidden" });
	await writeMeta("identity", PERSON);
	await closeLocal();
	vi.useFakeTimers({ toFake: ["setTimeout"] });
	vi.resetAllMocks();
});

afterEach(async () => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	closeChannel();
	await closeLocal();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

describe("a store that the browser does not open", () => {
	it.each(Object.entries(REFUSALS).filter(([how]) => how !== "never answers"))(
		"because it %s, is told at the second try, and opens by itself later",
		async (_, refusal) => {
			vi.stubGlobal("indexedDB", refusal());
			const started = startKernel(PRACTICES, told);
			await seconds(0.05);
			expect(told).not.toHaveBeenCalled();
			await seconds(1);
			expect(told).toHaveBeenCalled();
			expect(run).not.toHaveBeenCalled();
			vi.stubGlobal("indexedDB", store);
			await seconds(4);
			await started;
			expect(session.value).toMatchObject({ state: "ready", person_id: "a" });
			await vi.waitFor(() => expect(run).toHaveBeenCalled());
		},
	);

	it("at the first try alone, is not even told", async () => {
		vi.stubGlobal("indexedDB", REFUSALS["fires an error"]());
		const started = startKernel(PRACTICES, told);
		await seconds(0.05);
		vi.stubGlobal("indexedDB", store);
		await seconds(0.2);
		await started;
		expect(told).not.toHaveBeenCalled();
		expect(session.value).toMatchObject({ state: "ready" });
	});

	it("for a while, is used when it opens after all", async () => {
		let open = (): void => undefined;
		const late = { open: (...name: [string, number]) => postponed(store.open(...name), (then) => (open = then)) };
		vi.stubGlobal("indexedDB", late);
		const started = startKernel(PRACTICES, told);
		await seconds(20);
		expect(told).not.toHaveBeenCalled();
		open();
		await vi.waitFor(() => started);
		expect(session.value).toMatchObject({ state: "ready" });
	});
});

describe("a phone that another tab wipes", () => {
	it("stores nothing that this tab asked for before", async () => {
		await startKernel(PRACTICES, told);
		const before = life();
		const other = new BroadcastChannel("twofold");
		other.postMessage({ type: "wiped" });
		await vi.waitFor(() => expect(session.value.state).toBe("none"));
		await expect(begin(before)).rejects.toMatchObject({ code: "wiped" });
		other.close();
	});
});

/** A request whose result arrives only when the test says so. */
function postponed(request: IDBOpenDBRequest, hand: (then: () => void) => void): IDBOpenDBRequest {
	const heard: (() => void)[] = [];
	const listen = request.addEventListener.bind(request);
	request.addEventListener = (name: string, listener: EventListenerOrEventListenerObject) =>
		listen(name, (event) => {
			// idb passes functions, not objects
			if (name === "success") heard.push(() => (listener as EventListener)(event));
			else (listener as EventListener)(event);
		});
	hand(() => {
		for (const then of heard) then();
	});
	return request;
}
