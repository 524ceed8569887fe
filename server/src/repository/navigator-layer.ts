import type { Attack } from '../rule/attack/attack.js';
import { greatest } from '../text/extremes.js';
import { bestProof, type Coverage, type CoveredTechnique, type Proof } from './coverage.js';

/** Colours of proofs, readable on light and dark cells. */
const colours: Readonly<Record<Proof, string>> = {
  untested: '#f2b8a0',
  tested: '#f6e6a0',
  proved: '#9fd6a8',
};

const meanings: Readonly<Record<Proof, string>> = {
  untested: 'a rule, but no passing test',
  tested: 'a rule with passing tests',
  proved: 'a rule whose tests notice every change to it',
};

/** Limit of rules to list in one cell. */
const mostRules = 50;

/**
 * Returns a layer for the ATT&CK Navigator in its format 4.5 (as its repository describes it): the score of a
 * technique is the number of its rules, its colour the best proof among them.
 *
 * @param linkBase base address for the paths of rules, if there is one.
 */
export function navigatorLayer(
  name: string,
  { techniques }: Coverage,
  attack: Attack,
  linkBase?: string,
): object {
  return {
    name,
    versions: { attack: attack.version.split('.')[0], navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: 'Techniques and their rules. The colour shows how well the tests prove the rules.',
    sorting: 3,
    hideDisabled: false,
    techniques: techniques.flatMap((technique) => cellsOf(technique, techniques, attack, linkBase)),
    gradient: {
      colors: ['#ffffff', '#66b1ff'],
      minValue: 0,
      maxValue: Math.max(1, greatest(techniques.map(({ rules }) => rules.length))),
    },
    legendItems: (Object.keys(colours) as Proof[]).map((proof) => ({
      label: meanings[proof],
      color: colours[proof],
    })),
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: true,
    selectSubtechniquesWithParent: false,
  };
}

/**
 * Returns a cell for each tactic that rules name the technique for, or for all its tactics if they name none.
 */
function cellsOf(
  { id, rules, tactics }: CoveredTechnique,
  all: readonly CoveredTechnique[],
  attack: Attack,
  linkBase: string | undefined,
): object[] {
  const proof = bestProof(rules);
  const shown = rules.slice(0, mostRules);
  const cell = {
    techniqueID: id,
    score: rules.length,
    color: colours[proof],
    comment: `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}, best proof: ${proof}`,
    enabled: true,
    metadata: shown.map((rule) => ({ name: rule.proof, value: `${rule.name} (${rule.rule})` })),
    ...(linkBase && {
      links: shown.map((rule) => ({ label: rule.name, url: `${linkBase}/${encodeURI(rule.rule)}` })),
    }),
    showSubtechniques: all.some((other) => other.id.startsWith(`${id}.`)),
  };
  const shortNames = tactics.flatMap((tactic) => shortName(attack.tacticName(tactic)) ?? []);
  return shortNames.length === 0 ? [cell] : shortNames.map((tactic) => ({ ...cell, tactic }));
}

/** Returns a tactic's name in the Navigator: `Command and Control` is `command-and-control`. */
function shortName(tactic: string | undefined): string | undefined {
  return tactic?.toLowerCase().replaceAll(' ', '-');
}
