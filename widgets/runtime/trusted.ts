/**
 * Trusted Types, where the browser has them: the page's policy lets text become markup, or the address of a script, only
 * through what is said here. https://www.w3.org/TR/trusted-types/
 *
 * Our own code asks `inert`, `fragment`, `trusted` and `EMPTY`. What others do, Material's script, Pyodide's and an author's own, goes
 * through the policy that the browser asks by itself: text without tags passes, markup if a widget could draw it, and
 * scripts if they lie in the site. Nothing makes code out of text.
 */

interface Policy {
  createHTML: (text: string) => unknown;
  createScriptURL: (text: string) => unknown;
}

interface Factory {
  createPolicy: (name: string, rules: Record<keyof Policy, (text: string) => string | null>) => Policy;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const same = (text: string): string => text;
const own = factory?.createPolicy("handrail", { createHTML: same, createScriptURL: same });

/** What a frame is written with, so that it has a document. */
export const EMPTY = (own?.createHTML("<!doctype html><body>") ?? "<!doctype html><body>") as string;

/** An address that our own code made, to start a script or a worker from. */
export const trusted = (address: string): string => (own?.createScriptURL(address) ?? address) as string;

/** A document made of text. Nothing in it runs or loads for as long as it stands apart. */
export const inert = (html: string): Document =>
  new DOMParser().parseFromString((own?.createHTML(html) ?? html) as string, "text/html");

/** A part of a document, made in the same way. */
export const fragment = (html: string): DocumentFragment =>
  inert(`<template>${html}</template>`).querySelector("template")?.content ?? document.createDocumentFragment();

/** Let others' text become markup if it `isHarmless`, and the address of a script below `home`, the root of the site. */
export function guard(home: string, isHarmless: (html: string) => boolean): void {
  factory?.createPolicy("default", {
    createHTML: (text) => (!text.includes("<") || isHarmless(text) ? text : null),
    createScriptURL: (text) => (new URL(text, document.baseURI).href.startsWith(home) ? text : null),
  });
}
