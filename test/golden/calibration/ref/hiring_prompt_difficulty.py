"""Difficulty of prompts at the posterior mode of the hiring model, by dense numpy; no code of the product is used.
Data: every fifth candidate (C0005, C0010, ...) of hiring_drift_dif.csv. Month = period + 3. Prompt of K1 and K2: a, b, c by (candidate + 2 interviewer) mod 3,
of K3 always d, of K4 none. Ratings with prompt b from July on are lowered by one level (not below 1).
numpy 2.4.6, scipy 1.17.1."""
import csv, json, sys
import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm
rows = [r for r in csv.DictReader(open(sys.argv[1])) if int(r['candidate'][1:]) % 5 == 0]
num = lambda s: int(s[1:])
cand = np.array([num(r['candidate']) for r in rows]); inter = np.array([num(r['interviewer']) for r in rows])
crit = np.array([num(r['criterion']) for r in rows]); month = np.array([int(r['period']) + 3 for r in rows])
group = np.array([r['group'] for r in rows]); y = np.array([float(r['score']) for r in rows])
prompt = [('abc'[(c + 2 * i) % 3] if k <= 2 else 'd' if k == 3 else None) for c, i, k in zip(cand, inter, crit)]
quarter = [f'2026-Q{(m + 2) // 3}' for m in month]
for j, (p, q) in enumerate(zip(prompt, quarter)):
    if p == 'b' and q == '2026-Q3': y[j] = max(1, y[j] - 1)
n = len(y)
def same(*keys):
    lab = list(zip(*keys)); ids = {v: i for i, v in enumerate(dict.fromkeys(lab))}
    Z = np.zeros((n, len(ids))); Z[range(n), [ids[v] for v in lab]] = 1
    return Z @ Z.T
R = 3.0
K = [same(cand), same(inter), same(cand, inter), same(cand, crit), same(inter, crit), np.eye(n)]
share = np.array([.30, .10, .15, .10, .03, .32]); s20 = share * R**2 / 12; nu = 2
ks = sorted(set(crit)); X = np.column_stack([(crit == k).astype(float) for k in ks] + [(group == 'B').astype(float)])
p = X.shape[1]; k = len(ks)
beta0 = np.r_[np.full(k, 1 + 1.6 * R / 3), 0.0]
B = np.zeros((p, p)); B[:k, :k] = (R / 6)**2; B[:k, :k] += np.eye(k) * (R / 12)**2; B[k:, k:] = np.eye(p - k) * (R / 6)**2
fixed = X @ B @ X.T; r0 = y - X @ beta0
def objective(ln):
    s = np.exp(ln); W = sum(si * Ki for si, Ki in zip(s, K)) + fixed
    L = np.linalg.cholesky(W); a = np.linalg.solve(L, r0); inv = np.linalg.inv(W); Pr = inv @ r0
    f = n * np.log(2 * np.pi) + 2 * np.log(np.diag(L)).sum() + a @ a + (nu * (ln + s20 / s)).sum()
    g = np.array([np.sum(inv * Ki) - Pr @ Ki @ Pr for Ki in K]) * s + nu * (1 - s20 / s)
    return f, g
fit = minimize(objective, np.log(s20), jac=True, method='BFGS', options={'gtol': 1e-7, 'maxiter': 200})
s = np.exp(fit.x); inv = np.linalg.inv(sum(si * Ki for si, Ki in zip(s, K)) + fixed); Py = inv @ r0; s2 = s[-1]
# Without the prior of the fixed effects, to see which columns they determine.
out = []
def one(name, per, z):
    m = z.sum(); a = z @ Py; Bz = z @ inv @ z
    left = np.sum((z - X @ np.linalg.lstsq(X, z, rcond=None)[0])**2) / m
    if left < 1e-8: return None
    return dict(prompt=name, period=per, ratings=int(m), residual=s2 * a / m, residualSe=s2 * np.sqrt(Bz) / m, effect=a / Bz,
                effectSe=1 / np.sqrt(Bz), p=2 * norm.cdf(-abs(a / np.sqrt(Bz))))
for per in [None, '2026-Q2', '2026-Q3']:
    fam = [one(f'ml-engineer/{c}', per, np.array([float(q == c and (per is None or h == per)) for q, h in zip(prompt, quarter)])) for c in 'abcd']
    out += [f for f in fam if f]
def bh(ps):
    o = np.argsort(ps)[::-1]; q = np.empty(len(ps)); best = 1
    for r_, i in enumerate(o): best = min(best, ps[i] * len(ps) / (len(ps) - r_)); q[i] = best
    return q
for whole in (True, False):
    fam = [r for r in out if (r['period'] is None) == whole]
    for r, q in zip(fam, bh([r['p'] for r in fam])): r['q'] = float(q)
names = ['application', 'interviewer', 'scorecard', 'application:criterion', 'interviewer:criterion', 'residual']
print(json.dumps(dict(method=__doc__.strip(), objective=float(fit.fun), gradient=float(np.abs(fit.jac).max()), variances=dict(zip(names, map(float, s))), prompts=[{k2: (float(v) if isinstance(v, np.floating) else v) for k2, v in r.items()} for r in out]), indent=1))
