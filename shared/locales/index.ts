import type { Language } from '../report/wording.ts';
import aboutEn from './about.en.json' with { type: 'json' };
import aboutEs from './about.es.json' with { type: 'json' };
import aboutFr from './about.fr.json' with { type: 'json' };
import aboutRu from './about.ru.json' with { type: 'json' };
import analysesEn from './analyses.en.json' with { type: 'json' };
import analysesEs from './analyses.es.json' with { type: 'json' };
import analysesFr from './analyses.fr.json' with { type: 'json' };
import analysesRu from './analyses.ru.json' with { type: 'json' };
import briefingEn from './briefing.en.json' with { type: 'json' };
import briefingEs from './briefing.es.json' with { type: 'json' };
import briefingFr from './briefing.fr.json' with { type: 'json' };
import briefingRu from './briefing.ru.json' with { type: 'json' };
import casesEn from './cases.en.json' with { type: 'json' };
import casesEs from './cases.es.json' with { type: 'json' };
import casesFr from './cases.fr.json' with { type: 'json' };
import casesRu from './cases.ru.json' with { type: 'json' };
import checksEn from './checks.en.json' with { type: 'json' };
import checksEs from './checks.es.json' with { type: 'json' };
import checksFr from './checks.fr.json' with { type: 'json' };
import checksRu from './checks.ru.json' with { type: 'json' };
import composeEn from './compose.en.json' with { type: 'json' };
import composeEs from './compose.es.json' with { type: 'json' };
import composeFr from './compose.fr.json' with { type: 'json' };
import composeRu from './compose.ru.json' with { type: 'json' };
import disclosureEn from './disclosure.en.json' with { type: 'json' };
import disclosureEs from './disclosure.es.json' with { type: 'json' };
import disclosureFr from './disclosure.fr.json' with { type: 'json' };
import disclosureRu from './disclosure.ru.json' with { type: 'json' };
import documentEn from './document.en.json' with { type: 'json' };
import documentEs from './document.es.json' with { type: 'json' };
import documentFr from './document.fr.json' with { type: 'json' };
import documentRu from './document.ru.json' with { type: 'json' };
import errorsEn from './errors.en.json' with { type: 'json' };
import errorsEs from './errors.es.json' with { type: 'json' };
import errorsFr from './errors.fr.json' with { type: 'json' };
import errorsRu from './errors.ru.json' with { type: 'json' };
import exploreEn from './explore.en.json' with { type: 'json' };
import exploreEs from './explore.es.json' with { type: 'json' };
import exploreFr from './explore.fr.json' with { type: 'json' };
import exploreRu from './explore.ru.json' with { type: 'json' };
import explorerEn from './explorer.en.json' with { type: 'json' };
import explorerEs from './explorer.es.json' with { type: 'json' };
import explorerFr from './explorer.fr.json' with { type: 'json' };
import explorerRu from './explorer.ru.json' with { type: 'json' };
import filterEn from './filter.en.json' with { type: 'json' };
import filterEs from './filter.es.json' with { type: 'json' };
import filterFr from './filter.fr.json' with { type: 'json' };
import filterRu from './filter.ru.json' with { type: 'json' };
import findingsEn from './findings.en.json' with { type: 'json' };
import findingsEs from './findings.es.json' with { type: 'json' };
import findingsFr from './findings.fr.json' with { type: 'json' };
import findingsRu from './findings.ru.json' with { type: 'json' };
import formatsEn from './formats.en.json' with { type: 'json' };
import formatsEs from './formats.es.json' with { type: 'json' };
import formatsFr from './formats.fr.json' with { type: 'json' };
import formatsRu from './formats.ru.json' with { type: 'json' };
import frameEn from './frame.en.json' with { type: 'json' };
import frameEs from './frame.es.json' with { type: 'json' };
import frameFr from './frame.fr.json' with { type: 'json' };
import frameRu from './frame.ru.json' with { type: 'json' };
import importsEn from './import.en.json' with { type: 'json' };
import importsEs from './import.es.json' with { type: 'json' };
import importsFr from './import.fr.json' with { type: 'json' };
import importsRu from './import.ru.json' with { type: 'json' };
import qualityEn from './quality.en.json' with { type: 'json' };
import qualityEs from './quality.es.json' with { type: 'json' };
import qualityFr from './quality.fr.json' with { type: 'json' };
import qualityRu from './quality.ru.json' with { type: 'json' };
import regimesEn from './regimes.en.json' with { type: 'json' };
import regimesEs from './regimes.es.json' with { type: 'json' };
import regimesFr from './regimes.fr.json' with { type: 'json' };
import regimesRu from './regimes.ru.json' with { type: 'json' };
import reportEn from './report.en.json' with { type: 'json' };
import reportEs from './report.es.json' with { type: 'json' };
import reportFr from './report.fr.json' with { type: 'json' };
import reportRu from './report.ru.json' with { type: 'json' };
import signalsEn from './signals.en.json' with { type: 'json' };
import signalsEs from './signals.es.json' with { type: 'json' };
import signalsFr from './signals.fr.json' with { type: 'json' };
import signalsRu from './signals.ru.json' with { type: 'json' };
import trackerEn from './tracker.en.json' with { type: 'json' };
import trackerEs from './tracker.es.json' with { type: 'json' };
import trackerFr from './tracker.fr.json' with { type: 'json' };
import trackerRu from './tracker.ru.json' with { type: 'json' };
import understandEn from './understand.en.json' with { type: 'json' };
import understandEs from './understand.es.json' with { type: 'json' };
import understandFr from './understand.fr.json' with { type: 'json' };
import understandRu from './understand.ru.json' with { type: 'json' };
import unitsEn from './units.en.json' with { type: 'json' };
import unitsEs from './units.es.json' with { type: 'json' };
import unitsFr from './units.fr.json' with { type: 'json' };
import unitsRu from './units.ru.json' with { type: 'json' };

/** Messages in ICU form, nested; a leaf's path is its key: `report.chart.source`. */
export interface Messages {
  [key: string]: string | Messages;
}

/**
 * One file for each area and language, `<area>.<language>.json`. The file holds what stands under the area:
 * `units.en.json` with `{"date": {"year": …}}` answers to `text('units.date.year')`. All four languages have the same keys.
 */
export const MESSAGES: Record<Language, Record<string, Messages>> = {
  en: {
    compose: composeEn,
    findings: findingsEn,
    tracker: trackerEn,
    briefing: briefingEn,
    cases: casesEn,
    checks: checksEn,
    disclosure: disclosureEn,
    document: documentEn,
    explore: exploreEn,
    explorer: explorerEn,
    filter: filterEn,
    analyses: analysesEn,
    import: importsEn,
    formats: formatsEn,
    frame: frameEn,
    errors: errorsEn,
    about: aboutEn,
    quality: qualityEn,
    regimes: regimesEn,
    report: reportEn,
    signals: signalsEn,
    understand: understandEn,
    units: unitsEn,
  },
  fr: {
    compose: composeFr,
    findings: findingsFr,
    tracker: trackerFr,
    briefing: briefingFr,
    cases: casesFr,
    checks: checksFr,
    disclosure: disclosureFr,
    document: documentFr,
    explore: exploreFr,
    explorer: explorerFr,
    filter: filterFr,
    analyses: analysesFr,
    import: importsFr,
    formats: formatsFr,
    frame: frameFr,
    errors: errorsFr,
    about: aboutFr,
    quality: qualityFr,
    regimes: regimesFr,
    report: reportFr,
    signals: signalsFr,
    understand: understandFr,
    units: unitsFr,
  },
  ru: {
    compose: composeRu,
    findings: findingsRu,
    tracker: trackerRu,
    briefing: briefingRu,
    cases: casesRu,
    checks: checksRu,
    disclosure: disclosureRu,
    document: documentRu,
    explore: exploreRu,
    explorer: explorerRu,
    filter: filterRu,
    analyses: analysesRu,
    import: importsRu,
    formats: formatsRu,
    frame: frameRu,
    errors: errorsRu,
    about: aboutRu,
    quality: qualityRu,
    regimes: regimesRu,
    report: reportRu,
    signals: signalsRu,
    understand: understandRu,
    units: unitsRu,
  },
  es: {
    compose: composeEs,
    findings: findingsEs,
    tracker: trackerEs,
    briefing: briefingEs,
    cases: casesEs,
    checks: checksEs,
    disclosure: disclosureEs,
    document: documentEs,
    explore: exploreEs,
    explorer: explorerEs,
    filter: filterEs,
    analyses: analysesEs,
    import: importsEs,
    formats: formatsEs,
    frame: frameEs,
    errors: errorsEs,
    about: aboutEs,
    quality: qualityEs,
    regimes: regimesEs,
    report: reportEs,
    signals: signalsEs,
    understand: understandEs,
    units: unitsEs,
  },
};
