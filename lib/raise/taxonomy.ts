// What the guard can find: MLCommons' hazards S1 to S14 and our own categories.

export const CATEGORIES = {
  S1: 'violent crimes',
  S2: 'non-violent crimes',
  S3: 'sex-related crimes',
  S4: 'child sexual exploitation',
  S5: 'defamation',
  S6: 'specialised advice',
  S7: 'privacy',
  S8: 'intellectual property',
  S9: 'indiscriminate weapons',
  S10: 'hate',
  S11: 'suicide and self-harm',
  S12: 'sexual content',
  S13: 'elections',
  S14: 'code interpreter abuse',
  jailbreak: 'attempts to lift the rules of the model',
  prompt_injection: 'instructions hidden in material that the model only reads',
  pii: 'personal data',
  secrets: 'credentials and keys',
  political: 'political topics; off unless a policy turns it on',
} as const;

export type Category = keyof typeof CATEGORIES;

export const CATEGORY_NAMES = Object.keys(CATEGORIES) as Category[];
