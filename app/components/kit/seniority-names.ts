export const seniorityNames: Record<string, string> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' }
