import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exchange, problemOf, send } from "./http";
import { apiRequest } from "./request";

beforeEach(() => {
	vi.stubGlobal("location", new URL("https://twofold.example/somewhere"));
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("a request", () => {
	it("names the app's version, is JSON, and goes nowhere else", async () => {
		const request = apiRequest("PUT", "/check-ins/1", "{}");
		expect(request.url).toBe("https://twofold.example/api/v1/check-ins/1");
		expect(Object.fromEntries(request.headers)).toMatchObject({
			"twofold-app": "1",
			"content-type": "application/json",
		});
		expect([request.credentials, request.redirect, request.cache]).toEqual(["same-origin", "error", "no-store"]);
		expect(await request.text()).toBe("{}");
	});

	it("without an answer is offline", async () => {
		vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
		await expect(send(apiRequest("GET", "/session", null))).rejects.toMatchObject({ code: "offline", status: 0 });
	});
});

describe("an answer", () => {
	it("without content is one", async () => {
		vi.stubGlobal("fetch", async () => new Response(null, { status: 204 }));
		expect(await exchange("PUT", "/check-ins/1", "{}")).toBeNull();
	});

	it.each(["<!doctype html><title>Back soon</title>", ""])(
		"that is not the API's is none, so that what was sent stays (%s)",
		async (page) => {
			vi.stubGlobal("fetch", async () => new Response(page, { status: 200 }));
			await expect(exchange("PUT", "/check-ins/1", "{}")).rejects.toMatchObject({ code: "unreadable", status: 0 });
		},
	);
});

describe("a problem", () => {
	it("is read from problem+json", async () => {
		const body = { type: "invalid", title: "Something is not right.", status: 422, errors: { json: { at: ["no"] } } };
		expect(await problemOf(Response.json(body, { status: 422 }))).toMatchObject({
			code: "invalid",
			status: 422,
			title: "Something is not right.",
			errors: body.errors,
		});
	});

	it("is one even where a proxy answers with something else", async () => {
		expect(await problemOf(new Response("<html>", { status: 502 }))).toMatchObject({
			code: "status_502",
			status: 502,
			errors: null,
		});
	});

	it.each([
		["7", 7000],
		["soon", null],
	])("says how long to wait: %s", async (value, wait) => {
		const response = new Response(null, { status: 429, headers: { "Retry-After": value } });
		expect((await problemOf(response)).retryAfter).toBe(wait);
	});

	it("says how long to wait by a date", async () => {
		const response = new Response(null, {
			status: 503,
			headers: { "Retry-After": new Date(Date.now() + 10_000).toUTCString() },
		});
		expect((await problemOf(response)).retryAfter).toBeGreaterThan(8000);
	});
});
