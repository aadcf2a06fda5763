import type { Rule } from 'eslint'

export declare const noImportCircle: Rule.RuleModule
export declare const everyFileInProject: Rule.RuleModule
export declare function findCircle(folder: string, file: string): string[] | null
