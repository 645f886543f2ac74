import type { Finding } from '../../contract/findings.ts';
import type { Recommendation } from '../../contract/recommendations.ts';
import { assertNever } from '../../errors.ts';
import type { Composition, Masthead, Template, Texts } from '../composition.ts';
import { inAll } from '../texts.ts';
import { annexParts } from './annex.ts';
import { statementParts } from './country-statement.ts';
import { type NewPart, named } from './parts.ts';
import { profileParts } from './profile.ts';
import { questionnaireParts, questionnaireTitle } from './questionnaire.ts';
import { slideParts } from './slides.ts';
import { briefParts } from './trend-brief.ts';
import { reportMasthead, reportParts } from './working-group-report.ts';

/** What a draft is made from: findings as the analyst ordered them, recommendations with the newest meeting first. */
export interface DraftMaterial {
  findings: readonly Pick<Finding, 'id'>[];
  recommendations: readonly Recommendation[];
}

/**
 * The composition a document of a template starts from: the findings of the workspace where there are any, else what the default analyses
 * say. Its sentences stand in all four languages; it holds no figure.
 */
export function draftComposition(template: Template, known: DraftMaterial): Composition {
  return { template, title: titleOf(template, known), masthead: mastheadOf(template), parts: named(partsOf(template, known)) };
}

function partsOf(template: Template, known: DraftMaterial): NewPart[] {
  const findings = known.findings.map(({ id }) => id);
  switch (template) {
    case 'profile':
      return profileParts();
    case 'working-group-report':
      return reportParts(findings);
    case 'country-statement':
      return statementParts(findings);
    case 'trend-brief':
      return briefParts(findings);
    case 'slides':
      return slideParts(findings);
    case 'questionnaire':
      return questionnaireParts(known.recommendations);
    case 'annex':
      return annexParts();
    default:
      return assertNever(template);
  }
}

function titleOf(template: Template, known: DraftMaterial): Texts {
  return template === 'questionnaire' ? questionnaireTitle(known.recommendations) : inAll(`document.title.${template}`);
}

function mastheadOf(template: Template): Masthead | null {
  return template === 'working-group-report' ? reportMasthead() : null;
}
