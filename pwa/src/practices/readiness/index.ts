import type { PracticeFace } from "../../ui/practice-face";
import { READINESS } from "./kinds";

export const readiness: PracticeFace = { name: "readiness", kinds: [READINESS], today: () => import("./today") };
