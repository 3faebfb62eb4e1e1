import { LoginPage } from './LoginPage';
import { MainLayout } from './MainLayout';
import { ReviewPage } from './ReviewPage';
import { useRoute } from './route';

export function App() {
  const { path } = useRoute();
  if (!path.startsWith('/reviews')) return <LoginPage />;
  return (
    <MainLayout>
      <ReviewPage opened={/^\/reviews\/(\d+)/.exec(path)?.[1]} />
    </MainLayout>
  );
}
