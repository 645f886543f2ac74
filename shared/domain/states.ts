/** How far a finding has come. */
export const FINDING_STATES = ['draft', 'reviewed', 'agreed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What became of a recommendation. */
export const RECOMMENDATION_STATES = ['open', 'under-way', 'done', 'not-applicable'] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];
