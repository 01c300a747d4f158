import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone } from "../../testing/phone";
import { ana } from "../../testing/stories";
import { loadInstance } from "./instance";
import { instance } from "./instance-shown";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

// before the server has answered in any test of this file
it("says so if neither the phone nor the server tells who runs it", async () => {
	await openPhone(server);
	server.faults.push({ on: /GET \/instance/, as: "down" });
	await expect(loadInstance()).rejects.toMatchObject({ code: "offline" });
	expect(instance.value).toBeNull();
});

it("stores nothing on a phone without an account", async () => {
	const phone = await openPhone(server);
	await loadInstance();
	expect(instance.value).toMatchObject({ sign_up: "open", operator_name: "Cleo" });
	expect(await phone.meta.readMeta("instance")).toBeUndefined();
});

it("is kept by a phone with an account, for when there is no network", async () => {
	const phone = await ana(server);
	await loadInstance();
	server.people.signUp = "closed";
	server.faults.push({ on: /GET \/instance/, as: "down" });
	await loadInstance();
	expect(instance.value?.sign_up).toBe("open");
	expect(await phone.meta.readMeta("instance")).toEqual(instance.value);
	await loadInstance();
	expect(instance.value?.sign_up).toBe("closed");
});
