export declare function graphOf(folder: string): { graph: Map<string, Set<string>>; suspects: Set<string> }
