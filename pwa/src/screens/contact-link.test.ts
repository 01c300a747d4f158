import { expect, it } from "vitest";
import { contactLink } from "./contact-link";

it.each([
	["host@us.example", "mailto:host@us.example"],
	["mailto:host+twofold@us.example", "mailto:host+twofold@us.example"],
	["https://us.example/contact", null],
	["+49 30 1234567", null],
	["host@us.example?bcc=other@us.example", null],
	["javascript:alert(1)", null],
	["http://us.example", null],
	["https://", null],
	["host@us.example, or at the door", null],
])("makes of %s a link that leads nowhere else", (text, link) => {
	expect(contactLink(text)).toBe(link);
});
