// Every PromQL expression that deploy/ ships: panels of the Grafana dashboards, recording rules and alerts.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const deploy = path.resolve(import.meta.dirname, '../../deploy');
export const dashboardFolder = path.join(deploy, 'grafana/dashboards');
export const prometheusFolder = path.join(deploy, 'prometheus');
export const ruleFiles = ['recording.rules.yml', 'alerts.rules.yml'].map((file) => path.join(prometheusFolder, file));

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly refId: string; readonly expr: string; readonly legendFormat: string }[];
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
  readonly panels: readonly Panel[];
}

export interface Expression {
  /** Dashboard and panel, or the rule, for messages. */
  readonly where: string;
  readonly expr: string;
}

export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

export function readDashboards(): { readonly file: string; readonly dashboard: Dashboard }[] {
  return readdirSync(dashboardFolder).map((file) => ({
    file,
    dashboard: JSON.parse(readFileSync(path.join(dashboardFolder, file), 'utf8')),
  }));
}

export function readRules(): Rule[] {
  return ruleFiles.flatMap((file) =>
    parse(readFileSync(file, 'utf8')).groups.flatMap((group: { rules: Rule[] }) => group.rules),
  );
}

/** Grafana's own variables replaced: a rate interval of `interval`. */
export function dashboardExpressions(interval: string): Expression[] {
  return readDashboards().flatMap(({ dashboard }) =>
    dashboard.panels.flatMap(({ title, targets }) =>
      (targets ?? []).map(({ expr }) => ({
        where: `${dashboard.title} / ${title}`,
        expr: expr.replaceAll('$__rate_interval', interval),
      })),
    ),
  );
}

export function ruleExpressions(): Expression[] {
  return readRules().map(({ record, alert, expr }) => ({ where: record ?? alert ?? '', expr }));
}
