import { expect, it } from "vitest";
import { promptGroups, promptOf, promptText } from "./prompts";

it("asks another question each day, from another group than the day before", () => {
	const groupOf = (id: string | undefined) =>
		promptGroups().find(({ prompts }) => prompts.some((prompt) => prompt.id === id))?.id;
	const days = [...Array(30).keys()].map((day) => promptOf(20_000 + day)?.id);
	expect(new Set(days).size).toBe(30);
	for (const [day, id] of days.entries()) if (day > 0) expect(groupOf(id)).not.toBe(groupOf(days[day - 1]));
	expect(promptOf(20_000, 3)?.id).toBe(promptOf(20_003)?.id);
});

it("has no text for a question that only a newer app knows", () => {
	expect(promptText(promptOf(1)?.id ?? null)).toBe(promptOf(1)?.text);
	expect([promptText("of_a_newer_app"), promptText(null)]).toEqual([null, null]);
});
